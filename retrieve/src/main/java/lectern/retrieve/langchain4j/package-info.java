/// Our retrieval behind LangChain4j's interface, for other programs.
@org.jspecify.annotations.NullMarked
package lectern.retrieve.langchain4j;
