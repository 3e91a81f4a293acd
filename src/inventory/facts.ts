/** From sections to facts: one function for a single report and for all that is known of an asset, so that the two never disagree. */
import { computerFacts } from './formats/computer.ts';
import { deviceFacts } from './formats/network-device.ts';
import type { AssetFacts, ReportHead, SectionMap } from './report.ts';

/** A map with a section `device` is of something found over the network; any other is of a machine with an agent. */
export const factsOf = (head: ReportHead, sections: SectionMap): AssetFacts =>
  sections['device'] === undefined ? computerFacts(head, sections) : deviceFacts(head, sections);
