/** Does it for all, at most `atOnce` at a time; results in the order given. The first failure is the answer. */
export async function mapBounded<In, Out>(
  inputs: readonly In[],
  atOnce: number,
  work: (input: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const outputs = new Array<Out>(inputs.length)
  const queue = inputs.entries()
  const worker = async () => {
    for (const [place, input] of queue) outputs[place] = await work(input)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, inputs.length) }, worker))
  return outputs
}
