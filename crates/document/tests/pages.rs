//! HTML pages, written for these tests, and the documents in them.

use std::io::Cursor;
use std::time::{Duration, Instant};

use sayso_document::{Document, DocumentError, Documents, Limits, Origin};

fn read_from(html: impl Into<Vec<u8>>, url: Option<&str>) -> Result<Document, DocumentError> {
    let origin = Origin { name: "page.html".into(), url: url.map(str::to_owned), content_type: None };
    let mut documents = Documents::open(Box::new(Cursor::new(html.into())), origin, Limits::default());
    let result = documents.next().expect("a page is one document");
    assert!(documents.next().is_none());
    result
}

fn read(html: impl Into<Vec<u8>>) -> Result<Document, DocumentError> {
    read_from(html, None)
}

#[test]
fn a_news_page() {
    insta::assert_json_snapshot!(read(include_bytes!("pages/harrow-point.html")).unwrap());
}

#[test]
fn an_old_page_in_windows_1252() {
    insta::assert_json_snapshot!(read(include_bytes!("pages/plain-old.html")).unwrap());
}

#[test]
fn nothing_leaks_from_a_hostile_page_and_no_claim_is_believed() {
    let page = include_bytes!("pages/hostile.html");
    let document = read_from(page, Some("https://sandbar.example/ferry")).unwrap();
    assert!(!document.text.contains("leaked"));
    assert_eq!(document.url.as_deref(), Some("https://sandbar.example/ferry"));
    insta::assert_json_snapshot!(document);
}

#[test]
fn a_page_of_nothing_but_links() {
    let error = read(include_bytes!("pages/navigation.html")).unwrap_err();
    insta::assert_snapshot!(error, @"no article text found in page.html; give the address of one article, or its text as plain text");
}

/// An article with `before` in front of its paragraphs and `after` behind them.
fn around(before: &str, after: &str) -> String {
    let paragraphs = "<p>The mayor of Tarvos said on Monday that the bridge was safe, and that she crossed it daily.</p>\
                      <p>Her engineer, Wyn Hollis, said that he did not, and that he would not let his children.</p>";
    format!("<!DOCTYPE html><title>Bridge</title><body>{before}{paragraphs}{after}")
}

/// Each is read or refused, in good time and without a panic; the reading, if there is one, holds the article.
#[test]
fn markup_that_would_cost_too_much() {
    let attributes: String = (0..60_000).map(|number| format!(" a{number}")).collect();
    let formatting: String = (0..5_000).map(|number| format!("<p><b id={number}>x")).collect();
    for (name, html) in [
        ("nested", around(&"<div>".repeat(10_000), &"</div>".repeat(10_000))),
        ("nested without end tags", around(&"<div>".repeat(1_000_000), "")),
        ("nested inline", around(&"<span>".repeat(100_000), "")),
        ("nested tables", around(&"<table><tr><td>".repeat(10_000), "")),
        ("nested lists", around(&"<ul><li>".repeat(10_000), "")),
        ("nested links and buttons", around(&"<a><button>".repeat(10_000), "")),
        ("nested foreign elements", around(&"<svg><style>".repeat(10_000), "")),
        ("nested templates", around(&"<template>".repeat(10_000), "")),
        ("formatting to open again", around(&formatting, "")),
        ("a tag of many attributes", around(&format!("<div{attributes}>"), "</div>")),
        ("one huge attribute", around(&format!("<div class='{}'>", "x ".repeat(1_000_000)), "</div>")),
        ("an unclosed comment", around("", &format!("<!--{}", "x".repeat(1_000_000)))),
        ("many breaks", around(&"<br>".repeat(50_000), "")),
        ("many paragraphs", around("", &"<p>He said no.</p>".repeat(20_000))),
        ("many links", around("", &"<a href=x>He said no.</a> ".repeat(20_000))),
        ("many ampersands", around("", &"&".repeat(1_000_000))),
        ("ampersands in an attribute", around(&format!("<div class='{}'>", "&".repeat(1_000_000)), "</div>")),
        ("too many elements", around("", &"<i></i>".repeat(500_000))),
    ] {
        let begin = Instant::now();
        let result = read(html);
        let took = begin.elapsed();
        println!(
            "{name}: {} in {took:?}",
            result.as_ref().map_or_else(ToString::to_string, |d| format!("{} bytes of text", d.text.len()))
        );
        assert!(took < Duration::from_secs(20), "{name} took {took:?}");
        match result {
            Ok(document) => assert!(document.text.contains("bridge was safe"), "{name}: {:.200}", document.text),
            Err(error) => assert!(
                matches!(error, DocumentError::Markup { .. } | DocumentError::NoArticle { .. }),
                "{name}: {error}"
            ),
        }
    }
}
