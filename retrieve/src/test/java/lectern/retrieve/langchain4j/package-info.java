@org.jspecify.annotations.NullMarked
package lectern.retrieve.langchain4j;
