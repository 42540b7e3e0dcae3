using Maintenance.Api.Rest;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Business;

/// <summary>Parameters of a list; a parameter that a list has no use for is not read there.</summary>
internal sealed record BusinessSearch(string? Region, string? Department, string? Asset, string? Kind, string? Basis, string? From,
    string? To, string? Limit)
{
    /// <summary>Most rows of an answer.</summary>
    public const int MaxRows = 100_000;

    /// <summary>The rows that are asked for.</summary>
    public (BusinessFilter Filter, int Limit) Read(Parameters parameters) => (
        new BusinessFilter
        {
            Region = Region, Department = Department, Asset = Asset, Kind = Kind ?? Basis, From = Time(parameters, "from", From),
            To = Time(parameters, "to", To),
        },
        parameters.Whole("limit", Limit, otherwise: 10_000, low: 1, high: MaxRows));

    private static DateTime? Time(Parameters parameters, string name, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : UnixMicros.ToUtc(parameters.Time(name, text, 0));
}
