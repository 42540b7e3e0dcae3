using System.Text.Json;
using Maintenance.Core.Assets;

namespace Maintenance.Core.Tests.Assets;

public sealed class MeasurementLocationEntryTests
{
    private static readonly AssetId Drill = AssetId.Parse("D1");

    [Fact]
    public void What_is_stated_is_what_is_known_and_goes_round()
    {
        var known = Read("""
            [{"name":"top-drive-bearing","turnsPerStringTurn":8.5,"gearTeeth":23,"powerKw":400,"flexibleSupport":true,
              "bearing":{"elements":16,"elementDiameterMm":24,"pitchDiameterM":0.12,"contactAngleDeg":15}},{"name":"Mud pump 2"}]
            """);
        known.ShouldBe(MeasurementLocations.Of([
            new(Drill, "Mud pump 2", 1, null, 0, double.NaN, false),
            new(Drill, "top-drive-bearing", 8.5, new(16, 0.024, 0.12, 15), 23, 400, true)]));
        Read(JsonSerializer.Serialize(known.Select(MeasurementLocationEntry.Of), JsonSerializerOptions.Web)).ShouldBe(known);
    }

    [Fact]
    public void Nothing_stated_is_not_the_same_as_none() =>
        (MeasurementLocationEntry.Check(Drill, null, Refuse), Read("[]")).ShouldBe((null, MeasurementLocations.None));

    [Theory]
    [InlineData("null", "measurementLocations[0]")]
    [InlineData("{}", "measurementLocations[0].name")]
    [InlineData("""{"name":""}""", "measurementLocations[0].name")]
    [InlineData("""{"name":" a"}""", "measurementLocations[0].name")]
    [InlineData("""{"name":"a\u0001"}""", "measurementLocations[0].name")]
    [InlineData("""{"name":"é"}""", "measurementLocations[0].name")]
    [InlineData("""{"name":"1234567890123456789012345678901234567890123456789012345678901234"}""", "measurementLocations[0].name")]
    [InlineData("""{"name":"a"},{"name":"A"}""", "measurementLocations[1].name")]
    [InlineData("""{"name":"a","turnsPerStringTurn":0}""", "measurementLocations[0].turnsPerStringTurn")]
    [InlineData("""{"name":"a","turnsPerStringTurn":1001}""", "measurementLocations[0].turnsPerStringTurn")]
    [InlineData("""{"name":"a","gearTeeth":-1}""", "measurementLocations[0].gearTeeth")]
    [InlineData("""{"name":"a","powerKw":0}""", "measurementLocations[0].powerKw")]
    [InlineData("""{"name":"a","bearing":{"elements":2,"elementDiameterM":0.1,"pitchDiameterM":0.5}}""",
        "measurementLocations[0].bearing.elements")]
    [InlineData("""{"name":"a","bearing":{"elementDiameterM":0.1,"pitchDiameterM":0.5}}""", "measurementLocations[0].bearing.elements")]
    [InlineData("""{"name":"a","bearing":{"elements":9,"elementDiameterM":0.5,"pitchDiameterM":0.5}}""",
        "measurementLocations[0].bearing.elementDiameterM")]
    [InlineData("""{"name":"a","bearing":{"elements":9,"elementDiameterM":0,"pitchDiameterM":0.5}}""",
        "measurementLocations[0].bearing.elementDiameterM")]
    [InlineData("""{"name":"a","bearing":{"elements":9,"pitchDiameterM":0.5}}""", "measurementLocations[0].bearing.elementDiameterM")]
    [InlineData("""{"name":"a","bearing":{"elements":9,"elementDiameterM":0.1,"elementDiameterMm":100,"pitchDiameterM":0.5}}""",
        "measurementLocations[0].bearing.elementDiameterM")]
    [InlineData("""{"name":"a","bearing":{"elements":9,"elementDiameterM":7.94,"pitchDiameterM":39.04}}""",
        "measurementLocations[0].bearing.pitchDiameterM")]
    [InlineData("""{"name":"a","bearing":{"elements":40,"elementDiameterMm":7.94,"pitchDiameterMm":39.04}}""",
        "measurementLocations[0].bearing.elements")]
    [InlineData("""{"name":"a","bearing":{"elements":9,"elementDiameterMm":7.94,"pitchDiameterMm":39.04,"contactAngleDeg":91}}""",
        "measurementLocations[0].bearing.contactAngleDeg")]
    public void What_cannot_be_is_refused_by_field(string entries, string field)
    {
        var refused = new List<string>();
        var parsed = JsonSerializer.Deserialize<MeasurementLocationEntry?[]>($"[{entries}]", JsonSerializerOptions.Web);
        MeasurementLocationEntry.Check(Drill, parsed, (name, message) =>
        {
            refused.Add(name);
            message.ShouldEndWith(".");
        }).ShouldBeNull();
        refused.ShouldBe([field]);
    }

    [Fact]
    public void Sixteen_are_allowed_and_seventeen_are_not()
    {
        var many = Enumerable.Range(0, MeasurementLocations.Max + 1).Select(i => new MeasurementLocationEntry($"l{i}")).ToArray();
        MeasurementLocationEntry.Check(Drill, many[1..], Refuse)!.Count.ShouldBe(16);
        var refused = new List<string>();
        MeasurementLocationEntry.Check(Drill, many, (name, _) => refused.Add(name)).ShouldBeNull();
        refused.ShouldBe(["measurementLocations"]);
    }

    [Theory]
    [InlineData("""[{"name":"a","teeth":3}]""")]
    [InlineData("""[{"name":"a","bearing":{"elements":9,"ballDiameterM":1}}]""")]
    public void A_member_that_nobody_reads_is_refused(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<MeasurementLocationEntry[]>(json, JsonSerializerOptions.Web));

    private static MeasurementLocations Read(string json) => MeasurementLocationEntry.Check(
        Drill, JsonSerializer.Deserialize<MeasurementLocationEntry[]>(json, JsonSerializerOptions.Web), Refuse)!;

    private static void Refuse(string name, string message) => Assert.Fail($"{name}: {message}");
}
