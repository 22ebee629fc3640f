// Opens what sayso writes in Chromium.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const repository = fileURLToPath(new URL("..", import.meta.url));

/** The program under test: `$SAYSO`, else the one that `cargo build` leaves. */
export const sayso = process.env.SAYSO ?? join(repository, "target/debug/sayso");
if (!existsSync(sayso)) {
  throw new Error(`${sayso} does not exist; run \`cargo build\` first, or name another binary in SAYSO`);
}

// Chromium must not speak to anybody: what the tests see in the network is the page's own doing.
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Launches Chromium with a profile of its own, new and empty. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
}

/** The path of an article in `examples/`. */
export function example(name) {
  return join(repository, "examples", name);
}

/** A folder that is removed when the test `t` ends. */
function temporaryFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), "sayso-browser-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Writes a file that is removed when the test `t` ends. */
export function temporaryFile(t, name, text) {
  const path = join(temporaryFolder(t), name);
  writeFileSync(path, text);
  return path;
}

/**
 * Opens the page that `sayso read --html` writes of an article.
 *
 * The returned page has two more fields: `requests`, the URLs that were asked for while it loaded and since, and
 * `messages`, what the browser had to say about it (refusals by the content security policy among them).
 */
export async function openReading(t, browser, article, { width = 1280, colorScheme = "light" } = {}) {
  const html = execFileSync(sayso, ["read", "--html", article], { encoding: "utf8", maxBuffer: 1 << 26 });
  const address = pathToFileURL(temporaryFile(t, "reading.html", html)).href;
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  t.after(() => page.close());
  page.address = address;
  page.requests = [];
  page.messages = [];
  page.on("request", (request) => page.requests.push(request.url()));
  page.on("console", (message) => page.messages.push(message.text()));
  page.on("pageerror", (error) => page.messages.push(error.message));
  await page.goto(address);
  return page;
}
