// Opens what sayso writes in Chromium.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import axe from "axe-core";
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

/** Starts `sayso serve` with these options, and gives the program and its address once it answers. */
export async function startServer(...options) {
  const server = spawn(sayso, ["serve", "--port", "0", ...options]);
  const home = await new Promise((resolve, reject) => {
    server.stdout.once("data", (line) => resolve(`${line}`.split(" ")[0]));
    server.once("exit", (status) => reject(new Error(`the server ended with status ${status}`)));
  });
  return { server, home };
}

/**
 * Opens an address in a page that is closed when the test `t` ends.
 *
 * The returned page has three more fields: `requests`, the URLs that were asked for while it loaded and since, `messages`, what the browser had
 * to say about it (refusals by the content security policy among them), and `status`, that of the answer.
 */
export async function openPage(t, browser, address, { width = 1280, colorScheme = "light" } = {}) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  t.after(() => page.close());
  page.requests = [];
  page.messages = [];
  page.on("request", (request) => page.requests.push(request.url()));
  page.on("console", (message) => page.messages.push(message.text()));
  page.on("pageerror", (error) => page.messages.push(error.message));
  const response = await page.goto(address);
  page.status = response?.status();
  return page;
}

/** Opens the page that `sayso read --html` writes of an article; `address` is its own. */
export async function openReading(t, browser, article, look) {
  const html = execFileSync(sayso, ["read", "--html", article], { encoding: "utf8", maxBuffer: 1 << 26 });
  const address = pathToFileURL(temporaryFile(t, "reading.html", html)).href;
  const page = await openPage(t, browser, address, look);
  page.address = address;
  return page;
}

/** What axe finds that is serious or critical. */
export async function findings(page) {
  // Evaluated, not added as a script element, which the page's policy would rightly refuse.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" ")}`);
}

/** By how many pixels a page is wider than its window. */
export function overhang(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
