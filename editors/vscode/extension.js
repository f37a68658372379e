// @ts-check
"use strict";

const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** @type {import("vscode-languageclient/node").LanguageClient | undefined} */
let client;

/** The folder with site.toml: the one that is set, else the first that is open and has one. */
async function folder() {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const set = vscode.workspace.getConfiguration("portal", uri).get("folder");
    const root = set ? path.resolve(uri.fsPath, String(set)) : uri.fsPath;
    const found = await vscode.workspace.findFiles(new vscode.RelativePattern(root, "site.toml"), null, 1);
    if (found.length > 0) {
      return root;
    }
  }
  return undefined;
}

async function start() {
  const root = await folder();
  if (!root) {
    return;
  }
  const command = String(vscode.workspace.getConfiguration("portal").get("command"));
  const server = { command, args: ["--root", root, "lsp"], options: { cwd: root } };
  client = new LanguageClient("portal", "Portal", server, {
    documentSelector: ["markdown", "yaml", "toml"].map((language) => ({
      scheme: "file",
      language,
      pattern: `${root.replaceAll("\\", "/")}/**`,
    })),
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(root, "{content,themes}/**")),
    },
  });
  await client.start();
}

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("portal.restart", async () => {
      await client?.stop();
      await start();
    }),
  );
  await start();
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
