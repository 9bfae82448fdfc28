package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.PartRequest;
import lectern.synthesize.Prompt;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Usage;
import lectern.synthesize.standin.Reader;

/// A model that reads as one of the stand-in's readers does, with a memory of its replies in place
/// of a ledger. What it sends out and keeps can be looked at.
final class PartsProvider implements ChatClient {
  private final Function<ChatRequest, Completion.Finish> before;
  private final Reader reader;
  private final Map<Prompt, Completion> memory = Collections.synchronizedMap(new HashMap<>());
  private final List<ChatRequest> sent = Collections.synchronizedList(new ArrayList<>());

  PartsProvider(Reader reader) {
    this(reader, _ -> Completion.Finish.STOP);
  }

  /// @param before is asked of each prompt that is sent: how its completion ends, or throws
  PartsProvider(Reader reader, Function<ChatRequest, Completion.Finish> before) {
    this.reader = reader;
    this.before = before;
  }

  /// Requests that were paid for or refused, those from memory left out.
  List<ChatRequest> sent() {
    return List.copyOf(sent);
  }

  /// Those of them that ask for this.
  List<ChatRequest> sent(PartRequest request) {
    return sent().stream()
        .filter(one -> PartRequest.of(one.prompt().question()).filter(request::equals).isPresent())
        .toList();
  }

  /// The same memory, with nothing sent yet.
  PartsProvider again() {
    PartsProvider again = new PartsProvider(reader);
    again.memory.putAll(memory);
    return again;
  }

  @Override
  public boolean holds(ChatRequest request) {
    return memory.containsKey(request.prompt());
  }

  @Override
  public Completion complete(ChatRequest request) {
    Completion known = memory.get(request.prompt());
    if (known != null) {
      return Completion.unpaid(known.text(), known.finish(), known.model());
    }
    sent.add(request);
    Completion.Finish finish = before.apply(request);
    Prompt prompt = request.prompt();
    int tokens =
        TestCollection.COUNTER.count(prompt.prefix())
            + TestCollection.COUNTER.count(prompt.question());
    String text =
        reader
            .read(
                new Reader.Asked(
                    List.of(
                        new Reader.Turn("system", prompt.instructions()),
                        new Reader.Turn("user", prompt.evidence()),
                        new Reader.Turn("user", prompt.question())),
                    tokens,
                    7))
            .answer();
    Usage usage = new Usage(tokens, 0, 0, TestCollection.COUNTER.count(text));
    Completion completion =
        new Completion(
            text,
            null,
            finish,
            usage,
            request.model().id(),
            Duration.ofSeconds(1),
            cost(request, usage),
            List.of());
    memory.put(prompt, completion);
    return completion;
  }

  private static BigDecimal cost(ChatRequest request, Usage usage) {
    return usage.costUsd(Objects.requireNonNull(request.model().pricing()));
  }
}
