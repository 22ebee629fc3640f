// Makes the pictures of the README: `node screenshots.js`. They show the examples, read by `$SAYSO` or by what `cargo build` leaves.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

import { example, launch, sayso, startServer } from "./open.js";

const WIDTH = 1000;

/** The points of a picture, four bytes each, as the browser decodes it. */
async function points(page, png) {
  const base64 = await page.evaluate(async (source) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let text = "";
    for (let at = 0; at < data.length; at += 32768) text += String.fromCharCode(...data.subarray(at, at + 32768));
    return btoa(text);
  }, png.toString("base64"));
  return Buffer.from(base64, "base64");
}

/** A part of a PNG file. */
function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const out = Buffer.alloc(8);
  out.writeUInt32BE(data.length);
  out.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([out.subarray(0, 4), body, out.subarray(4)]);
}

/** A PNG with its 256 most frequent colours, and the nearest of them for the others: a third of the size, and no difference to the eye. */
function reduced(data, width) {
  const counts = new Map();
  const colour = (at) => (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
  for (let at = 0; at < data.length; at += 4) counts.set(colour(at), (counts.get(colour(at)) ?? 0) + 1);
  const palette = [...counts].sort((one, other) => other[1] - one[1]).slice(0, 256).map(([value]) => value);
  const numbers = new Map(palette.map((value, number) => [value, number]));
  const parts = (value) => [value >> 16, (value >> 8) & 255, value & 255];
  const nearest = (value) => {
    const distance = (other) => parts(other).reduce((sum, part, at) => sum + (part - parts(value)[at]) ** 2, 0);
    return palette.reduce((best, other, number) => (distance(other) < distance(palette[best]) ? number : best), 0);
  };
  const height = data.length / 4 / width;
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < data.length / 4; at++) {
    const value = colour(at * 4);
    if (!numbers.has(value)) numbers.set(value, nearest(value));
    rows[at + 1 + Math.floor(at / width)] = numbers.get(value);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const colours = Buffer.from(palette.flatMap(parts));
  return Buffer.concat([signature, chunk("IHDR", head), chunk("PLTE", colours), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

const folder = mkdtempSync(join(tmpdir(), "sayso-pictures-"));
const ledger = join(folder, "news.db");
execFileSync(sayso, ["add", example("."), "--places", example("places.csv"), "--ledger", ledger]);
const { server, home } = await startServer("--ledger", ledger);
const browser = await launch();
try {
  const incidents = await (await fetch(new URL("/api/incidents", home))).json();
  const titled = (words) => `/incident/${incidents.find(({ title }) => title.includes(words)).id}`;
  const placed = ({ fields }) => (fields.place ?? []).filter(({ value }) => value.latitude !== null).length > 1;
  // Name, page, from which element (else the top), height.
  const pictures = [
    ["incidents", "/", null, 1230],
    ["incident", titled("Tavesh cattle market"), null, 1000],
    ["map", `/incident/${incidents.find(placed).id}`, "#place", 1080],
    ["timeline", titled("Tavesh cattle market"), "section[aria-labelledby=appeared]", 712],
    ["sources", "/sources", null, 700],
  ];
  for (const [name, path, from, height] of pictures) {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
    await page.goto(new URL(path, home).href);
    const y = from ? (await page.locator(from).boundingBox()).y : 0;
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y, width: WIDTH, height: Math.min(height, whole - y) };
    const png = await page.screenshot({ fullPage: true, clip });
    // On an empty page, whose policy lets pictures be decoded.
    await page.goto("about:blank");
    writeFileSync(example(`../docs/${name}.png`), reduced(await points(page, png), WIDTH));
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true });
}
