namespace Maintenance.Core.Models;

/// <summary>
/// Agreement of a shadow model with the champion it ran beside, over all drills and the blocks in which both found evidence.
/// </summary>
/// <param name="ModelHash">Champion of that time.</param>
/// <param name="ShadowHash">Challenger.</param>
/// <param name="From">Event time of the first block compared, UTC.</param>
/// <param name="To">Event time of the last block compared, UTC.</param>
/// <param name="Assets">Drills compared.</param>
/// <param name="Blocks">Blocks compared, each counted once.</param>
/// <param name="GradeAgreement">Share of blocks with the same grade.</param>
/// <param name="MeanHealthDelta">Mean of |champion's − challenger's health index|.</param>
/// <param name="ModelAlarmed">Drills on which the champion crossed <see cref="Conditions.FaultLimits.AlarmFrom"/>.</param>
/// <param name="ShadowAlarmed">Drills on which the challenger did.</param>
/// <param name="BothAlarmed">Drills on which both did.</param>
/// <param name="MedianLeadHours">Median over these of the champion's first crossing minus the challenger's, hours: positive when the
/// challenger was earlier. Null when there are none.</param>
/// <param name="ModelAlarmBlocks">Blocks at or above the threshold according to the champion.</param>
/// <param name="ShadowAlarmBlocks">The same according to the challenger.</param>
/// <param name="Failures">Times the challenger failed and was excluded until the next start.</param>
public sealed record ModelComparison(
    string ModelHash, string ShadowHash, DateTime From, DateTime To, int Assets, long Blocks, double GradeAgreement, double MeanHealthDelta,
    int ModelAlarmed, int ShadowAlarmed, int BothAlarmed, double? MedianLeadHours, long ModelAlarmBlocks, long ShadowAlarmBlocks,
    long Failures);
