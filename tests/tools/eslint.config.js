// What the scripts must keep: ESLint's recommended rules and a few that catch what a reader overlooks. Types are the compiler's affair
// (tsconfig.json), the layout of the code is its writer's.
import js from "@eslint/js";
import globals from "globals";

const language = (environment) => ({ ecmaVersion: 2024, sourceType: "module", globals: environment });

export default [
  {
    ...js.configs.recommended,
    rules: {
      ...js.configs.recommended.rules,
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-unused-expressions": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  { files: ["**/*.js"], ignores: ["**/*-worker.js"], languageOptions: language(globals.browser) },
  { files: ["**/*-worker.js"], languageOptions: language(globals.worker) },
];
