namespace Maintenance.Api.Alarms;

/// <summary>
/// A figure; <c>value</c> is null where there is nothing to measure, <c>limit</c> where the standards name none, <c>met</c> in either case.
/// Where nothing was judged (<c>drills_judged</c> is 0) and nothing is on record, all but that are null.
/// </summary>
internal sealed record AlarmFigureContract(string Name, double? Value, string? Limit, bool? Met);
