package lectern.retrieve.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import lectern.retrieve.Embedder;
import lectern.retrieve.IndexException;
import lectern.retrieve.Vectors;

/// bge-small-en-v1.5, quantised to 8 bits, in this process: 384 dimensions, of the first 512 tokens
/// of a text, English (BAAI; Xenova's ONNX export of it).
///
/// One session serves all callers, each with one text and one thread: batches were slower, and
/// change the vectors, because activations are quantised over the whole batch. Loading the model
/// takes some tenths of a second; where this machine cannot run it, the first text says so.
public final class BgeEmbedder implements Embedder {
  private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
  private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";
  private static final int DIMENSIONS = 384;

  /// Positions that the model was trained with.
  private static final int MAX_TOKENS = 512;

  /// What its authors put before a question, and before nothing else.
  private static final String INSTRUCTION =
      "Represent this sentence for searching relevant passages: ";

  /// Loaded when the first text comes: who only wants the name does not wait for it.
  private final FutureTask<Model> model = new FutureTask<>(BgeEmbedder::load);

  private final AtomicBoolean begun = new AtomicBoolean();

  /// The model in memory.
  private record Model(OrtEnvironment environment, OrtSession session, WordPieces pieces) {}

  private Model model() {
    if (!begun.getAndSet(true)) {
      // Unpacking the library would break off where its thread is interrupted, for all callers.
      Thread.ofPlatform().daemon().name("lectern model").start(model);
    }
    try {
      return awaited();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IndexException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }

  /// The model, though the caller is interrupted meanwhile: that is no fault of the model, and who
  /// is interrupted sees to it soon enough.
  private Model awaited() throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return model.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Model load() {
    RuntimeTelemetry.disable();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        InputStream tokenizer = resource(TOKENIZER);
        InputStream bytes = resource(MODEL)) {
      WordPieces pieces = WordPieces.read(tokenizer);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false); // On Windows, which has no variable for it.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtSession session = environment.createSession(bytes.readAllBytes(), options);
      return new Model(environment, session, pieces);
    } catch (IOException | OrtException | LinkageError e) {
      throw none(e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = BgeEmbedder.class.getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException("no " + name + " on the class path");
    }
    return in;
  }

  private static IndexException none(Throwable e) {
    return new IndexException.NoEmbedder(
        "the embedding model cannot be run here: " + e.getMessage(),
        "Search by words goes on without it: `--mode lexical`.",
        e);
  }

  @Override
  public String name() {
    return "bge-small-en-v1.5-q-1";
  }

  @Override
  public float[] passage(String text) {
    return embed(text);
  }

  @Override
  public float[] question(String text) {
    return embed(INSTRUCTION + text);
  }

  private float[] embed(String text) {
    Model run = model();
    OrtEnvironment environment = run.environment();
    long[] tokens = run.pieces().of(text, MAX_TOKENS);
    long[] ones = new long[tokens.length];
    Arrays.fill(ones, 1);
    long[] shape = {1, tokens.length};
    try (OnnxTensor ids = tensor(environment, tokens, shape);
        OnnxTensor mask = tensor(environment, ones, shape);
        OnnxTensor types = tensor(environment, new long[tokens.length], shape);
        OrtSession.Result result =
            run.session()
                .run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      // The first token stands for the text; that is how the model was trained.
      FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
      double[] vector = new double[DIMENSIONS];
      for (int i = 0; i < DIMENSIONS; i++) {
        vector[i] = states.get(i);
      }
      return Vectors.unit(vector);
    } catch (OrtException e) {
      throw none(e);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, long[] values, long[] shape)
      throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  @Override
  public void close() {
    if (!begun.get()) {
      return;
    }
    try {
      model().session().close();
    } catch (IndexException.NoEmbedder _) {
      // It was never loaded, which was said to who wanted it.
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
