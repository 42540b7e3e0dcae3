using Maintenance.Core.Assets;

namespace Maintenance.Core.Alarms;

/// <summary>
/// A place of the tree where a rule is defined, as text <c>fleet</c>, <c>class:top-drive</c>, <c>rig-type:jack-up</c>,
/// <c>region:north-sea</c>, <c>site:north-sea/grane</c>, <c>rig:north-sea/grane/rig1</c> or <c>asset:NO-GRANE-RIG1-D1</c>. Sites and rigs
/// are named by their whole path, as their names are unique only below their parents.
/// </summary>
/// <param name="Kind">Kind of place.</param>
/// <param name="Name">Name or path; empty of the fleet.</param>
public readonly record struct AlarmScope(AlarmScopeKind Kind, string Name)
{
    private static readonly string[] Words = ["fleet", "class", "rig-type", "region", "site", "rig", "asset"];

    /// <summary>Everywhere.</summary>
    public static AlarmScope Fleet { get; } = new(AlarmScopeKind.Fleet, "");

    /// <summary>Forms of the text, for messages.</summary>
    public static string Forms => "fleet, class:NAME, rig-type:NAME, region:NAME, site:REGION/SITE, rig:REGION/SITE/RIG or asset:ID";

    /// <summary>Reads the text; false when it has none of the <see cref="Forms"/>.</summary>
    public static bool TryParse(string? text, out AlarmScope scope)
    {
        scope = Fleet;
        if (text == Words[0]) return true;
        if (text?.IndexOf(':') is not (> 0 and var colon)) return false;
        var kind = Array.IndexOf(Words, text[..colon]);
        if (kind < (int)AlarmScopeKind.Class) return false;
        scope = new AlarmScope((AlarmScopeKind)kind, text[(colon + 1)..]);
        var names = scope.Name.Split('/');
        var depth = scope.Kind switch { AlarmScopeKind.Site => 2, AlarmScopeKind.Rig => 3, _ => 1 };
        return names.Length == depth && names.All(n => AssetId.TryParse(n, out _));
    }

    /// <summary>The scopes of an asset, the farthest first. Null: an asset that is not registered, of which nothing but the fleet is
    /// known.</summary>
    public static IReadOnlyList<AlarmScope> Of(Asset? asset)
    {
        if (asset is null) return [Fleet];
        var scopes = new List<AlarmScope>(7) { Fleet };
        if (asset.AssetClass is { } assetClass) scopes.Add(new(AlarmScopeKind.Class, assetClass));
        if (asset.RigType is { } rigType) scopes.Add(new(AlarmScopeKind.RigType, rigType));
        scopes.Add(new(AlarmScopeKind.Region, asset.Region));
        scopes.Add(new(AlarmScopeKind.Site, $"{asset.Region}/{asset.Site}"));
        scopes.Add(new(AlarmScopeKind.Rig, $"{asset.Region}/{asset.Site}/{asset.Rig}"));
        scopes.Add(new(AlarmScopeKind.Asset, asset.Id.Value));
        return scopes;
    }

    /// <summary>The scopes above that every asset of this one has, and itself; the fleet first.</summary>
    public IReadOnlyList<AlarmScope> Path()
    {
        var names = Name.Split('/');
        return Kind switch
        {
            AlarmScopeKind.Fleet => [this],
            AlarmScopeKind.Site => [Fleet, new(AlarmScopeKind.Region, names[0]), this],
            AlarmScopeKind.Rig => [Fleet, new(AlarmScopeKind.Region, names[0]), new(AlarmScopeKind.Site, $"{names[0]}/{names[1]}"), this],
            _ => [Fleet, this],
        };
    }

    /// <summary>True when a definition here applies to the asset.</summary>
    public bool Covers(Asset asset) => Of(asset).Contains(this);

    /// <inheritdoc/>
    public override string ToString() => Kind == AlarmScopeKind.Fleet ? Words[0] : $"{Words[(int)Kind]}:{Name}";
}
