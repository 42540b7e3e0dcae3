namespace Maintenance.Api.Alarms;

/// <summary>
/// A figure; <c>value</c> is null where there is nothing to measure, <c>limit</c> and <c>met</c> where the standards name none.
/// </summary>
internal sealed record AlarmFigureContract(string Name, double? Value, string? Limit, bool? Met);
