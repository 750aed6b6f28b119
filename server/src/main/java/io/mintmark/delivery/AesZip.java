package io.mintmark.delivery;

import io.mintmark.vault.SecretText;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.CompressionLevel;
import net.lingala.zip4j.model.enums.CompressionMethod;
import net.lingala.zip4j.model.enums.EncryptionMethod;

/// A ZIP whose files are each encrypted and authenticated with a passphrase (WinZip's AE-2,
/// AES-256), as 7-Zip opens it. The names of its files can be read without the passphrase.
final class AesZip implements Container {

  private final OutputStream out;
  private final ZipOutputStream zip;
  private final Instant time;
  private boolean begun;

  /// @param out stays open
  AesZip(SecretText passphrase, OutputStream out, Instant time) throws IOException {
    this.out = out;
    this.zip =
        new ZipOutputStream(
            new StillOpen(out), passphrase.expose().toCharArray(), StandardCharsets.UTF_8);
    this.time = time;
  }

  @Override
  public OutputStream file(String name) throws IOException {
    endFile();
    var parameters = new ZipParameters();
    parameters.setFileNameInZip(name);
    parameters.setCompressionMethod(CompressionMethod.DEFLATE);
    parameters.setCompressionLevel(CompressionLevel.FASTEST);
    parameters.setEncryptFiles(true);
    parameters.setEncryptionMethod(EncryptionMethod.AES);
    parameters.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
    parameters.setLastModifiedFileTime(time.toEpochMilli());
    zip.putNextEntry(parameters);
    begun = true;
    return new SealedZip.Unclosed(zip);
  }

  private void endFile() throws IOException {
    if (begun) {
      zip.closeEntry();
      begun = false;
    }
  }

  @Override
  public void finish() throws IOException {
    endFile();
    zip.close();
    out.flush();
  }

  /// The end of the ZIP is not the end of the answer that carries it.
  private static final class StillOpen extends FilterOutputStream {

    StillOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
