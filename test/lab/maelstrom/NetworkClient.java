package lab.maelstrom;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client as Maelstrom has them: it does one thing at a time. */
final class NetworkClient {
  private static final int PATIENCE_MILLIS = 1000;

  private final String address;
  private final UnkindNetwork network;
  private final BlockingQueue<JsonObject> inbox = new LinkedBlockingQueue<>();
  private int lastId;

  NetworkClient(String address, UnkindNetwork network) {
    this.address = address;
    this.network = network;
    network.attach(address, line -> inbox.add(JsonParser.parseString(line)
        .getAsJsonObject().getAsJsonObject("body")));
  }

  /** Asks a node; null if there is no answer in time. */
  JsonObject ask(String node, JsonObject request) throws InterruptedException {
    int id = ++lastId;
    JsonObject body = request.deepCopy();
    body.addProperty("msg_id", id);
    network.post(new MaelstromMessage(address, node, body).toString());
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    JsonObject answer = null;
    while (answer == null || answer.get("in_reply_to").getAsInt() != id) {
      long left = deadline - System.nanoTime();
      answer = inbox.poll(left, TimeUnit.NANOSECONDS);
      if (answer == null) return null;
    }
    return answer;
  }
}
