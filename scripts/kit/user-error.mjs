/** A failure that is told to the user in a sentence, without a stack: what happened and what to do. */
export class UserError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'UserError';
    this.userMessage = message;
  }
}
