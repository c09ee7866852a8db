# syntax=docker/dockerfile:1

FROM node:20-bookworm-slim AS build
WORKDIR /src
COPY . .
# Installs with the lockfile and builds web, BFF and sandbox; the same command as on a developer's machine.
RUN node scripts/run.mjs build

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    FLOTILLA_PORT=8711 \
    FLOTILLA_STATE_DIR=/var/lib/flotilla
WORKDIR /app
# The bundles stand alone: no node_modules, no package manager and no sources in this image.
COPY --from=build /src/apps/web/dist apps/web/dist
COPY --from=build /src/apps/bff/dist apps/bff/dist
COPY --from=build /src/packages/sandbox/dist packages/sandbox/dist
COPY --from=build /src/scripts/kit scripts/kit
COPY --from=build /src/scripts/supervise scripts/supervise
COPY --from=build /src/scripts/container.mjs /src/scripts/health.mjs scripts/
COPY LICENSE ./
RUN install --directory --mode=0700 --owner=node --group=node /var/lib/flotilla
USER node
EXPOSE 8711
VOLUME /var/lib/flotilla
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "scripts/health.mjs"]
ENTRYPOINT ["node", "scripts/container.mjs"]
