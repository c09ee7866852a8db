// The container's health check: exit code 0 when the BFF answers.
const port = process.env['FLOTILLA_PORT'] || '8711';
const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
  signal: AbortSignal.timeout(4_000),
}).catch((error) => ({ ok: false, status: String(error) }));
if (!answer.ok) {
  console.error(`The BFF is not healthy: ${answer.status}`);
  process.exitCode = 1;
}
