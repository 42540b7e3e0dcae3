using System.Globalization;
using Maintenance.Api.Rest;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;

namespace Maintenance.Api.Business;

/// <summary>Checks the fields of entries by what their author may see; errors name the field and what is allowed.</summary>
/// <param name="actor">Who sends them.</param>
/// <param name="scope">The regions that the author may see.</param>
/// <param name="registry">Assets.</param>
/// <param name="clock">Tells what lies in the future.</param>
internal sealed class EntryCheck(string actor, RegionScope scope, AssetRegistry registry, TimeProvider clock)
{
    private const double MostMoney = 1e12;
    private const int MaxText = 500;

    private readonly Dictionary<string, string> _regions = registry.All.Select(a => a.Region).Where(scope.Allows)
        .Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(r => r, StringComparer.OrdinalIgnoreCase);

    private Parameters _parameters = new(clock);

    /// <summary>Who sends the list.</summary>
    public string Actor => actor;

    /// <summary>When it came.</summary>
    public long NowUnixMicros { get; } = UnixMicros.Now(clock);

    /// <summary>What is wrong with the entry; null when nothing is.</summary>
    public string? Error => _parameters.AreValid ? null : _parameters.Message;

    /// <summary>Begins the next entry.</summary>
    public void Begin() => _parameters = new Parameters(clock);

    /// <summary>Refuses a field.</summary>
    public void Refuse(string name, string message) => _parameters.Refuse(name, message);

    /// <summary>An asset that the author may see; null, without an error, when it is optional and missing.</summary>
    public string? Asset(string? asset, bool isRequired)
    {
        if (asset is null && !isRequired) return null;
        if (asset is not null && registry.TryGet(asset, out var known) && scope.Allows(known.Region)) return known.Id.Value;
        Refuse("asset", $"there is no asset '{asset}' that you may see.");
        return "";
    }

    /// <summary>A region that the author may see, as it is registered; <c>*</c> where all may be meant.</summary>
    public string Region(string? region, bool orAll = false)
    {
        if (orAll && region == "*")
        {
            if (!scope.IsAll) Refuse("region", $"'*' is for users of all regions; yours are {scope}.");
            return "*";
        }
        if (region is not null && _regions.TryGetValue(region, out var known)) return known;
        Refuse("region", $"there is no region '{region}' that you may see.");
        return "";
    }

    /// <summary>A name of the alphabet of assets, such as a department.</summary>
    public string Name(string name, string? text)
    {
        if (!AssetId.TryParse(text, out _))
            Refuse(name, $"'{text}' is not allowed; expected 1 to {AssetId.MaxLength} of the characters A-Z a-z 0-9 . _ -");
        return text ?? "";
    }

    /// <summary>One of the words.</summary>
    public string Word(string name, string? text, IReadOnlyList<string> allowed)
    {
        if (text is not null && allowed.Contains(text, StringComparer.Ordinal)) return text;
        Refuse(name, $"'{text}' is not allowed; expected one of {string.Join(", ", allowed)}.");
        return "";
    }

    /// <summary>A day, <c>2026-11-26</c>, as its beginning.</summary>
    public long Day(string name, string? text) => Date(name, text, "yyyy-MM-dd", "a day, for example 2026-11-26");

    /// <summary>A month, <c>2026-11</c>, as its beginning.</summary>
    public long Month(string name, string? text) => Date(name, text, "yyyy-MM", "a month, for example 2026-11");

    /// <summary>An amount; NaN when it is missing.</summary>
    public double Amount(string name, double? value, double low, double high)
    {
        if (value is not { } given) return double.NaN;
        if (!(given >= low && given <= high))
            Refuse(name, string.Create(CultureInfo.InvariantCulture, $"{given} is not allowed; expected {low} to {high}."));
        return given;
    }

    /// <summary>Money.</summary>
    public double Money(string name, double? value, bool mayBeNegative = false)
    {
        if (value is null) Refuse(name, "is missing.");
        return Amount(name, value, mayBeNegative ? -MostMoney : 0, MostMoney);
    }

    /// <summary>Free text; null when it is blank.</summary>
    public string? Text(string name, string? text, bool isRequired = false, int most = MaxText)
    {
        var trimmed = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        if (trimmed is null && isRequired) Refuse(name, "is missing.");
        if (trimmed?.Length > most) Refuse(name, $"has {trimmed.Length} characters; at most {most} are allowed.");
        return trimmed;
    }

    private long Date(string name, string? text, string format, string expected)
    {
        if (DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1970 and <= 2200)
            return UnixMicros.Of(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        Refuse(name, $"'{text}' is not allowed; expected {expected}.");
        return 0;
    }
}
