// A ledger of the examples and a hostile article, served by the program while the tests of a file run.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";

import { example, launch, openPage, sayso, startServer } from "./open.js";

/** An article that would run, leave the page or break its markup if anything of it were taken for more than words. */
export const HOSTILE = {
  id: 'x"><script>bad()</script>#1',
  title: "<img src=x onerror=bad()> Five dockers killed in strike on Orsa",
  outlet: "<b>Evil</b> & Sons",
  published: "2031-05-06",
  url: "javascript:bad()",
  text: 'A missile strike killed five dockers in Damascus on Monday, <script>bad()</script> said Ilmar "><svg onload=bad()> Dost.',
};

let browser;
let server;
let folder;
let home;

/** Serves the examples to all tests of the file. */
export function serveExamples() {
  before(async () => {
    browser = await launch();
    folder = mkdtempSync(join(tmpdir(), "sayso-ledger-"));
    const articles = join(folder, "hostile.jsonl");
    writeFileSync(articles, `${JSON.stringify(HOSTILE)}\n`);
    const ledger = join(folder, "news.db");
    execFileSync(sayso, ["add", example("."), articles, "--places", example("places.csv"), "--ledger", ledger]);
    ({ server, home } = await startServer("--ledger", ledger));
  });
  after(async () => {
    server?.kill();
    if (folder) rmSync(folder, { recursive: true });
    await browser?.close();
  });
}

/** The whole address of a path. */
export const at = (path) => new URL(path, home);

/** What is to be had as JSON at a path. */
export const json = async (path) => (await fetch(at(path))).json();

/** Opens a page of the server. */
export const open = (t, path, look) => openPage(t, browser, at(path).href, look);

/** Whom else than the server a page asked. */
export const elsewhere = (page) => page.requests.filter((url) => !url.startsWith(home));
