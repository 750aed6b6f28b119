package io.mintmark.certificate;

import java.io.IOException;

/// An operator's certificate cannot be used; the message says in one line which file and why.
public final class UnfitCertificateException extends IOException {

  private static final long serialVersionUID = 1L;

  UnfitCertificateException(String message) {
    super(message);
  }
}
