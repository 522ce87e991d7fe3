import java.io.BufferedOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.Fop;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.MimeConstants;

/** Apache FOP in one process that stays warm: FopPeer CONFIGURATION FO-FOLDER OUT makes OUT/NAME.pdf of each FO-FOLDER/NAME.fo. */
public final class FopPeer {
  public static void main(String[] arguments) throws Exception {
    FopFactory factory = new FopConfParser(new File(arguments[0])).getFopFactoryBuilder().build();
    TransformerFactory transformers = TransformerFactory.newInstance();
    List<Path> letters;
    try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
      letters = files.sorted().collect(Collectors.toList());
    }
    for (Path letter : letters) {
      String name = letter.getFileName().toString().replace(".fo", ".pdf");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2], name)))) {
        FOUserAgent agent = factory.newFOUserAgent();
        agent.setAccessibility(true);
        Fop fop = factory.newFop(MimeConstants.MIME_PDF, agent, out);
        Transformer transformer = transformers.newTransformer();
        transformer.transform(new StreamSource(letter.toFile()), new SAXResult(fop.getDefaultHandler()));
      }
    }
  }
}
