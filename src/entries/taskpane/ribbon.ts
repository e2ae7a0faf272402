/// <reference types="office-js" />

/**
 * Answers the ribbon's 计算得分: shows the pane, then computes. The page must be loaded by the manifest's runtime for it,
 * elsewhere (a server that ignores the ribbon, an iPad) this does nothing.
 *
 * `compute` settles when the computation came to its end or to a question in the pane; it does not wait for an answer,
 * as Excel gives up on a command after five minutes.
 */
export function answerRibbon(compute: () => Promise<void>): void {
  if (!Office.context.requirements.isSetSupported('SharedRuntime', '1.1')) return;
  Office.actions.associate('compute', async (event: Office.AddinCommands.Event) => {
    try {
      // Before the computation: what it finds and asks is shown in the pane and nowhere else.
      await Office.addin.showAsTaskpane();
      await compute();
    } finally {
      // Else the button stays busy.
      event.completed();
    }
  });
}
