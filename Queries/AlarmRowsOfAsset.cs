using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>What is on record of one asset's alarms in a range.</summary>
/// <param name="Asset">Id.</param>
/// <param name="Events">Rows of what stood in the range, out of date and withdrawn ones too.</param>
/// <param name="Actions">Operators' actions on them.</param>
public sealed record AlarmRowsOfAsset(string Asset, IReadOnlyList<AlarmEventRow> Events, IReadOnlyList<OperatorActionRow> Actions);
