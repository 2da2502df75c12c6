package own;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Signs what the system sends to ЕСИА, by its key: RSA, or ГОСТ Р 34.10-2012 of 256 bits. */
final class Signer {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final String algorithm;

    /** Both as PEM; the key as PKCS#8. */
    Signer(String keyPem, String certificatePem) throws Exception {
        PrivateKeyInfo info = (PrivateKeyInfo) new PEMParser(new StringReader(keyPem)).readObject();
        key = new JcaPEMKeyConverter().setProvider(BOUNCY_CASTLE).getPrivateKey(info);
        certificate = (X509Certificate) CertificateFactory.getInstance("X.509", BOUNCY_CASTLE)
                .generateCertificate(new ByteArrayInputStream(certificatePem.getBytes(StandardCharsets.UTF_8)));
        algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "GOST3411-2012-256WITHECGOST3410-2012-256";
    }

    /** v1: a detached CMS signature. */
    String cms(String text) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder().setProvider(BOUNCY_CASTLE)
                .build(algorithm, key, certificate));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return base64(generator.generate(new CMSProcessableByteArray(bytes(text)), false).getEncoded("DER"));
    }

    /** v2 and v3: the signature by itself. */
    String bare(String text) throws Exception {
        Signature signature = Signature.getInstance(algorithm, BOUNCY_CASTLE);
        signature.initSign(key);
        signature.update(bytes(text));
        return base64(signature.sign());
    }

    /** `client_certificate_hash` of v2 and v3: Streebog-256 of the certificate. */
    String certificateHash() throws Exception {
        byte[] hash = MessageDigest.getInstance("GOST3411-2012-256", BOUNCY_CASTLE).digest(certificate.getEncoded());
        return HexFormat.of().withUpperCase().formatHex(hash);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
