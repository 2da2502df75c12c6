#!/usr/bin/env node
// The program itself, with the arguments as they are.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';

import { find } from '../lib/program.js';

const program = spawn(find(), process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => program.kill(signal));
program.on('error', (error) => {
  console.error(`esia-mock: ${error.message}; ESIA_MOCK_BIN can name the program`);
  process.exitCode = 127;
});
program.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
});
