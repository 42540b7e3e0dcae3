using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Api.Rest;
using Maintenance.Host.Access;
using Maintenance.Host.Composition;

namespace Maintenance.Host.Verbs;

/// <summary><c>assets</c>: the drills of the fleet, through the running host if there is one.</summary>
internal static class AssetsVerb
{
    public static Command Create() => new("assets", "The drills of the fleet.") { Import(), Remove() };

    private static Command Import()
    {
        var (data, json) = (VerbOptions.Data(), VerbOptions.Json());
        var file = new Argument<string>("file")
        {
            Description = "CSV with a head (asset, region, site, rig; optional latitude, longitude, bitDiameterM, rigType, assetClass), or a JSON array "
                + "(.json), which may also state measurementLocations.",
        };
        var command = new Command("import", "Registers or moves the drills of a list, all or none. A drill that is known as it is stays "
            + "untouched.") { file, data, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            var body = await File.ReadAllBytesAsync(path, cancellationToken);
            await using var access = await AssetAccess.OpenAsync(parsed.GetValue(data)!, cancellationToken);
            Print(await access.RegisterAsync(body, MediaTypeOf(path), cancellationToken), parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static Command Remove()
    {
        var (data, json) = (VerbOptions.Data(), VerbOptions.Json());
        var ids = new Argument<string[]>("asset") { Description = "Drills to remove.", Arity = ArgumentArity.ZeroOrMore };
        var demonstration = new Option<bool>("--demonstration")
        {
            Description = "The drills of the demonstration: the simulator's and the workshop's. A host with the simulator registers them "
                + "again.",
        };
        var command = new Command("remove", "Removes drills from the fleet. Their data stays; registered again, they are back with it. "
            + "Telemetry that still comes is refused.") { ids, demonstration, data, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] named = [.. parsed.GetValue(ids) ?? [], .. parsed.GetValue(demonstration)
                ? DemonstrationFleet.Ids(AppConfiguration.Build("Embedded", parsed.GetValue(data)!, roles: null, [])) : []];
            if (named.Length == 0) throw new OptionException("assets remove: name the drills, or give --demonstration.");
            await using var access = await AssetAccess.OpenAsync(parsed.GetValue(data)!, cancellationToken);
            var removed = await access.RemoveAsync(named, cancellationToken);
            Console.Out.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { removed, unknown = named.Length - removed }, JsonSerializerOptions.Web)
                : string.Create(CultureInfo.InvariantCulture, $"{removed} removed, {named.Length - removed} not registered"));
            return 0;
        });
        return command;
    }

    private static string MediaTypeOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSV" => AssetList.CsvType,
        ".JSON" => AssetList.JsonType,
        var other => throw new OptionException($"'{path}' ends with '{other.ToLowerInvariant()}'; expected .csv or .json."),
    };

    private static void Print(AssetsRegistered done, bool json)
    {
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(done, JsonSerializerOptions.Web));
        else
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{done.Registered} registered, {done.Changed} changed, {done.Unchanged} unchanged"));
    }
}
