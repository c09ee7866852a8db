import type { CodeWords } from '../codes-shape.ts';
import { check, checkLayer, checkName, verdict } from './codes/check.ts';
import { installFailure, phase } from './codes/install.ts';
import { issue } from './codes/issue.ts';
import { obstacle, proof, risk } from './codes/preparation.ts';
import { problem } from './codes/problem.ts';

export const codes: CodeWords = {
  problem,
  check,
  checkName,
  checkLayer,
  verdict,
  issue,
  obstacle,
  risk,
  proof,
  phase,
  installFailure,
};
