//! `sayso read URL`, against a server in this process.

mod world;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

use world::{ARTICLE, World};

/// Serves a small site on the loopback device for as long as the tests run, and gives its address.
fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    address
}

fn answer(mut stream: TcpStream) {
    let mut lines = BufReader::new(stream.try_clone().expect("a handle")).lines().map_while(Result::ok);
    let request = lines.next().unwrap_or_default();
    let agent = lines
        .by_ref()
        .take_while(|line| !line.is_empty())
        .find(|line| line.to_ascii_lowercase().starts_with("user-agent: sayso/"));
    let page = format!("<!DOCTYPE html><html lang=en><title>Harbour</title><article><p>{ARTICLE}</p></article></html>");
    let (head, body): (&str, Vec<u8>) = match request.split(' ').nth(1).unwrap_or_default() {
        _ if agent.is_none() => ("400 Bad Request", Vec::new()),
        "/page" => ("200 OK\r\nContent-Type: text/html; charset=utf-8", page.into_bytes()),
        "/text" => ("200 OK\r\nContent-Type: text/plain; charset=utf-8", ARTICLE.as_bytes().to_vec()),
        "/latin" => {
            let text = format!("{ARTICLE}\nThe caf\u{e9} na\u{ef}ve.");
            let bytes = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
            ("200 OK\r\nContent-Type: text/plain; charset=iso-8859-1", bytes)
        }
        "/moved" => ("302 Found\r\nLocation: /text", Vec::new()),
        "/circle" => ("302 Found\r\nLocation: /circle", Vec::new()),
        "/busy" => ("503 Service Unavailable", Vec::new()),
        _ => ("404 Not Found", Vec::new()),
    };
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    // Whoever asked may have gone.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

#[test]
fn pages_and_texts() {
    let (world, site) = (World::new(), site());
    let ran =
        world.run(&["read", "--json", &format!("{site}/page"), &format!("{site}/text"), &format!("{site}/latin")]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    let [page, text, latin] = &ran.readings()[..] else { panic!("three readings: {ran:?}") };
    assert_eq!(page["document"]["url"], format!("{site}/page"));
    assert!(page["document"]["text"].as_str().expect("text").contains("The harbour of Orsa was closed"));
    assert_eq!(text["document"]["text"], ARTICLE);
    assert!(latin["document"]["text"].as_str().expect("text").ends_with("The café naïve."));
}

#[test]
fn a_redirect_is_followed_and_its_end_is_the_address() {
    let (world, site) = (World::new(), site());
    let ran = world.run(&["read", "--json", &format!("{site}/moved")]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(ran.readings()[0]["document"]["url"], format!("{site}/text"));
}

#[test]
fn refusals_are_told_and_the_rest_is_read() {
    let (world, site) = (World::new(), site());
    let gone = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let addresses = [
        format!("{site}/none"),
        format!("{site}/busy"),
        format!("{site}/circle"),
        format!("http://{gone}/"),
        "http://".to_owned(),
        format!("{site}/text"),
    ];
    let mut arguments = vec!["read", "--json"];
    arguments.extend(addresses.iter().map(String::as_str));
    let ran = world.run(&arguments);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.readings().len(), 1);
    let errors: Vec<&str> = ran.stderr.lines().collect();
    let expected = [
        "the server answered 404 Not Found: there is no such page; check the address",
        "the server answered 503 Service Unavailable: the server is in trouble; try again later",
        "more than 5 redirects; name the page they lead to",
        "cannot be fetched",
        "not a valid address; check it",
    ];
    assert_eq!(errors.len(), expected.len(), "{}", ran.stderr);
    for ((error, address), expected) in errors.iter().zip(&addresses).zip(expected) {
        assert!(error.starts_with(&format!("error: {address}: {expected}")), "{error}");
    }
}
