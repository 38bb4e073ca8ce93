package brume.cloud.compute;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The two ways in which keys are written as bytes: SSH's length-prefixed strings (RFC 4251) and ASN.1's DER.
final class SshWire {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    SshWire string(byte[] value) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
        bytes.writeBytes(value);
        return this;
    }

    SshWire string(String value) {
        return string(value.getBytes(StandardCharsets.US_ASCII));
    }

    SshWire number(BigInteger value) {
        return string(value.toByteArray());
    }

    SshWire uint32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
        return this;
    }

    SshWire raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    /// A DER sequence of whole numbers.
    static byte[] derSequence(List<BigInteger> numbers) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (BigInteger number : numbers) {
            content.writeBytes(derValue(2, number.toByteArray()));
        }
        return derValue(0x30, content.toByteArray());
    }

    private static byte[] derValue(int tag, byte[] content) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (content.length < 0x80) {
            value.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            value.write(0x80 | length.length - skip);
            value.write(length, skip, length.length - skip);
        }
        value.writeBytes(content);
        return value.toByteArray();
    }
}
