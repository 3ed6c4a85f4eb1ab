/** One of the answers to choose from. */
export interface Choice {
  readonly value: string;
  readonly name: string;
  /** Shown while the choice is under the cursor. */
  readonly hint?: string;
}

/** A question with answers to choose from. */
export interface ChoiceQuestion {
  readonly message: string;
  readonly choices: readonly Choice[];
  readonly byDefault?: string | undefined;
}

/** A question that is answered by typing. */
export interface TextQuestion {
  readonly message: string;
  /** A line above the question: unit and form of the answer. */
  readonly hint?: string;
  readonly byDefault: string;
  /** What is wrong with an answer; undefined when nothing is. */
  readonly check: (text: string) => string | undefined;
}

/** Asks the user. The interview knows the terminal only through it. */
export interface Prompter {
  choose(question: ChoiceQuestion): Promise<string>;
  ask(question: TextQuestion): Promise<string>;
  /** Shows a text between questions. */
  say(text: string): void;
}

/** The answer that returns to the previous question. */
export const BACK = '<';
