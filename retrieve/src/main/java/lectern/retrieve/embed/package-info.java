/// Embedders: a model in this process, by ONNX Runtime, and what it reads.
@org.jspecify.annotations.NullMarked
package lectern.retrieve.embed;
