//! The trained model: a text in, its attributions as byte ranges out.
