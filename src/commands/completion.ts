import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { completionScript, SHELLS, type Shell } from '../cli/completion/scripts.js';
import { vocabularyOf } from '../cli/completion/vocabulary.js';

export default class Completion extends BaseCommand {
  static override summary = 'Print a shell script that completes commands, flags and their values.';
  static override examples = [
    { description: 'Add to ~/.bashrc.', command: 'eval "$(<%= config.bin %> <%= command.id %> bash)"' },
    { description: 'Add to ~/.zshrc, after compinit.', command: 'eval "$(<%= config.bin %> <%= command.id %> zsh)"' },
    { description: 'Add to ~/.config/fish/config.fish.', command: '<%= config.bin %> <%= command.id %> fish | source' },
  ];
  static override args = {
    shell: Args.string({ description: 'The shell.', options: SHELLS, required: true }),
  };

  override async run(): Promise<unknown> {
    const { args } = await this.parse(Completion);
    const shell = args.shell as Shell;
    const commands = this.config.plugins.values().next().value?.commands ?? [];
    const script = completionScript(shell, vocabularyOf(commands, this.config.topics));
    return this.show(
      () => script,
      () => ({ shell, script }),
    );
  }
}
