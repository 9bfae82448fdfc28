// Drives an interface that speaks as Moonshot does with the official OpenAI client: plain, streamed, with tools, with a JSON
// Schema, and with files. Usage: node check.mjs BASE_URL. Prints one line a check; ends with 1 at the first that fails.
import OpenAI, { toFile } from "openai";

const client = new OpenAI({ baseURL: process.argv[2], apiKey: "sk-wire", maxRetries: 0 });
const model = "kimi-k3.1-pro";
const messages = [
  { role: "system", content: "Quote the documents and cite their labels." },
  { role: "user", content: "[d1#0] The yearly rent of 14 Harbour Street is £42,000, due on the first of each quarter." },
  { role: "user", content: "What is the yearly rent of 14 Harbour Street?" },
];

function check(holds, what) {
  if (!holds) {
    throw new Error(what);
  }
  console.log(`openai-npm: ${what}`);
}

const plain = await client.chat.completions.create({ model, messages, max_completion_tokens: 16000 });
check(plain.choices[0].message.content.includes("£42,000"), "a plain reply holds the answer");
check(plain.choices[0].finish_reason === "stop", "and ends with stop");
check(plain.usage.prompt_tokens > 0 && plain.usage.completion_tokens > 0, "and tells its usage");
check(Number.isInteger(plain.usage.cached_tokens), "cached_tokens stands beside prompt_tokens");

let text = "";
let reasoning = "";
let usage = null;
const stream = await client.chat.completions.create({
  model, messages, max_completion_tokens: 16000, stream: true, stream_options: { include_usage: true },
});
for await (const chunk of stream) {
  text += chunk.choices[0]?.delta?.content ?? "";
  reasoning += chunk.choices[0]?.delta?.reasoning_content ?? "";
  usage = chunk.usage ?? usage;
}
check(text === plain.choices[0].message.content, "a stream brings the same answer");
check(reasoning.length > 0, "after its reasoning");
check(usage !== null && usage.prompt_tokens === plain.usage.prompt_tokens, "and the same usage");

const tools = [{
  type: "function",
  function: {
    name: "look_up",
    description: "Looks a document up.",
    parameters: { type: "object", properties: { label: { type: "string" } }, required: ["label"] },
  },
}];
const called = await client.chat.completions.create({
  model, messages, tools, tool_choice: "required", max_completion_tokens: 16000,
});
const call = called.choices[0].message.tool_calls?.[0];
check(called.choices[0].finish_reason === "tool_calls" && call?.function?.name === "look_up", "a tool is called");
check(typeof JSON.parse(call.function.arguments) === "object", "with arguments in JSON");
const answered = await client.chat.completions.create({
  model, tools, max_completion_tokens: 16000,
  messages: [
    ...messages,
    called.choices[0].message,
    { role: "tool", tool_call_id: call.id, content: "The rent is £42,000." },
  ],
});
check(answered.choices[0].finish_reason === "stop", "and its result taken");

const shaped = await client.chat.completions.create({
  model, messages, max_completion_tokens: 16000,
  response_format: {
    type: "json_schema",
    json_schema: {
      name: "answer",
      strict: true,
      schema: {
        type: "object",
        properties: { answer: { type: "string" } },
        required: ["answer"],
        additionalProperties: false,
      },
    },
  },
});
check(typeof JSON.parse(shaped.choices[0].message.content).answer === "string", "an answer has the shape of a schema");

try {
  await client.chat.completions.create({ model, messages, temperature: 0.3 });
  check(false, "a pinned temperature is refused");
} catch (error) {
  check(error instanceof OpenAI.BadRequestError && error.message.includes("temperature"), "a pinned temperature is refused");
}
try {
  await client.chat.completions.create({ model: "kimi-k2.5", messages });
  check(false, "a retired model is not found");
} catch (error) {
  check(error instanceof OpenAI.NotFoundError, "a retired model is not found");
}
const listed = await client.models.list();
check(listed.data.some((row) => row.id === model), "the models are listed");

const words = "The yearly rent is £42,000.\r\n";
const file = await client.files.create({ file: await toFile(Buffer.from(words), "lease.txt"), purpose: "file-extract" });
check(file.filename === "lease.txt" && file.bytes === Buffer.byteLength(words), "a file is taken");
check((await (await client.files.content(file.id)).text()) === words, "its text comes back");
check((await client.files.list()).data.some((row) => row.id === file.id), "it is listed");
check((await client.files.delete(file.id)).deleted, "and deleted");
try {
  await client.files.retrieve(file.id);
  check(false, "and then not found");
} catch (error) {
  check(error instanceof OpenAI.NotFoundError, "and then not found");
}
