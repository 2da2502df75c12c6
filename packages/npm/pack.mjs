#!/usr/bin/env node
// Packs the npm packages: `esia-mock`, and `@esia-mock/PLATFORM-CPU` with a program that is built already.
//
//   packages/npm/pack.mjs target/release/esia-mock target/packages            for this machine
//   packages/npm/pack.mjs PROGRAM FOLDER linux-arm64                          for another one
//
// It prints the paths of the tarballs. The program says its version, and every package must have the same.

import { execFileSync } from 'node:child_process';
import { copyFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = path.join(path.dirname(fileURLToPath(import.meta.url)), 'esia-mock');
const own = `${process.platform}-${process.arch}`;
const [program, folder, platform = own] = process.argv.slice(2);
if (!folder) throw new Error('usage: pack.mjs PROGRAM FOLDER [PLATFORM-CPU]');

const main = JSON.parse(readFileSync(path.join(MAIN, 'package.json'), 'utf8'));
const name = `@esia-mock/${platform}`;
if (!(name in main.optionalDependencies)) throw new Error(`esia-mock has no package for ${platform}`);
const versions = new Set([main.version, ...Object.values(main.optionalDependencies)]);
// Programs for other machines cannot be asked here.
if (platform === own) versions.add(execFileSync(program, ['--version'], { encoding: 'utf8' }).trim().split(' ')[1]);
if (versions.size > 1) throw new Error(`one release has one version, and here are ${[...versions].join(', ')}`);

mkdirSync(folder, { recursive: true });
const pack = (from) => {
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', path.resolve(folder)], { cwd: from, encoding: 'utf8' });
  console.log(path.join(folder, packed.trim()));
};

const [os, cpu] = platform.split('-');
const file = os === 'win32' ? 'esia-mock.exe' : 'esia-mock';
const staged = mkdtempSync(path.join(tmpdir(), 'esia-mock-pack-'));
try {
  mkdirSync(path.join(staged, 'bin'));
  copyFileSync(program, path.join(staged, 'bin', file));
  chmodSync(path.join(staged, 'bin', file), 0o755);
  // `libc` keeps musl systems from taking a program of glibc.
  const libc = os === 'linux' ? { libc: ['glibc'] } : {};
  const description = `The program of esia-mock for ${platform}`;
  const { version, engines, license } = main;
  const meta = { name, version, description, license, engines, os: [os], cpu: [cpu], ...libc, files: ['bin'] };
  writeFileSync(path.join(staged, 'package.json'), `${JSON.stringify(meta, null, 2)}\n`);
  writeFileSync(path.join(staged, 'README.md'), `${description}; the package esia-mock brings it along.\n`);
  pack(staged);
} finally {
  rmSync(staged, { recursive: true });
}
pack(MAIN);
