using System.Text.Json.Nodes;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Maintenance.Dashboard.Tests;

/// <summary>Routes and rotas as forms: what is shown is what is stored, and what is wrong stands beside its field.</summary>
public sealed class SettingFormTests
{
    private const string Route = """
        {"priorityAtLeast":"high","regions":["north-sea","santos"],"rigs":["GRANE/RIG2"],"rules":[],"enabled":true,"repeat":"00:15:00",
         "repeatAtMost":3,"groupWait":"00:00:10","messagesAtMost":20,"within":"00:10:00","onReturn":true,
         "steps":[{"to":[{"email":"anna@example.org"},{"email":"b@example.org"},{"push":"anna"},{"webhook":"ops"}]},
                  {"after":"1.02:00:30","to":[{"onCall":"north"},{"onCall":"north","level":2}]}],
         "quietHours":{"timeZone":"Europe/Oslo","from":"22:00","until":"07:00","breakThrough":"medium","days":["friday","saturday"]}}
        """;

    private const string Rota = """
        {"timeZone":"Europe/Oslo","people":{"anna":{"email":"a@b.example","webhook":null},"bob":{"email":null,"webhook":"x","push":"bob"}},
         "levels":[{"people":["anna","bob"],"from":"2026-03-02","handOver":"07:30","days":14}],
         "overrides":[{"person":"bob","level":1,"from":"2026-10-24T08:00:00+02:00","until":"2026-10-26T08:00:00+01:00"}]}
        """;

    private static readonly SettingNames Names = new(["north-sea"], ["hot"], ["Europe/Oslo"], ["north"], ["ops"]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_stored_is_shown_and_saving_it_changes_nothing(bool isRoute)
    {
        var stored = JsonNode.Parse(isRoute ? Route : Rota)!.AsObject();
        var shown = isRoute ? (SettingForm)RouteForm.Of(stored, Names) : RotaForm.Of(stored, Names, "UTC", new DateOnly(2026, 1, 5));
        Same(shown.Definition(), stored);
        // As a browser sends it: a field for each, of a check box only when it is set.
        var posted = Posted([.. shown.Groups.Select(g => ($"{g.Key}-count", $"{g.Rows.Count}")),
            .. shown.Groups.SelectMany(g => g.Rows).SelectMany(r => r).Concat(shown.Sections.SelectMany(s => s.Inputs))
                .Where(i => i.Kind != SettingKind.Flag || i.Value == "true").Select(i => (i.Name, i.Value))]);
        Same((isRoute ? (SettingForm)RouteForm.Of(posted, Names) : RotaForm.Of(posted, Names)).Definition(), stored);
    }

    [Theory]
    [InlineData("steps[1].to[1]", "step-2-onCall")]
    [InlineData("steps[1].after", "step-2-after")]
    [InlineData("steps[1]", "step-2-after")]
    [InlineData("quietHours.timeZone", "quietHours.timeZone")]
    [InlineData("repeat", "repeat")]
    [InlineData("name", null)]
    public void What_is_refused_stands_beside_its_field_whatever_rows_are_empty(string path, string? field)
    {
        var form = RouteForm.Of(Posted(("step-count", "3"), ("step-0-email", "a@b.c"), ("step-2-after", "5"), ("step-2-email", "d@e.f"),
            ("step-2-onCall", "north/3"), ("quietHours.timeZone", "Mars"), ("quietHours.from", "22:00"),
            ("quietHours.until", "06:00")), Names);
        form.Definition().ShouldNotBeNull();
        form.Show([(path, "is wrong.")]);
        form.Wrong.Select(i => i.Name).ShouldBe(field is null ? [] : [field]);
        form.Faults.Count.ShouldBe(field is null ? 1 : 0);
    }

    [Theory]
    [InlineData("step-0-after", "soon", "“soon” is not a number of minutes.")]
    [InlineData("step-0-onCall", "north/first", "“north/first” is not a rota")]
    [InlineData("repeatAtMost", "2.5", "“2.5” is not a whole number.")]
    [InlineData("quietHours.from", "25:00", "“25:00” is not a time of day")]
    public void What_cannot_be_read_is_said_and_nothing_is_defined(string name, string value, string says)
    {
        var form = RouteForm.Of(Posted(("step-count", "1"), ("step-0-email", "a@b.c"), (name, value)), Names);
        form.Definition().ShouldBeNull();
        form.Wrong.ShouldContain(i => i.Name == name && i.Error!.StartsWith(says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("person-1-name", "anna", "“anna” is there twice.")]
    [InlineData("level-0-from", "next week", "“next week” is not a date")]
    [InlineData("override-0-person", "bob", "is missing.")]
    public void A_rota_says_what_is_wrong_with_a_row(string name, string value, string says)
    {
        var form = RotaForm.Of(Posted(("timeZone", "UTC"), ("person-count", "2"), ("person-0-name", "anna"), ("level-count", "1"),
            ("level-0-people", "anna"), ("override-count", "1"), (name, value)), Names);
        form.Definition().ShouldBeNull();
        form.Wrong.ShouldContain(i => i.Error!.StartsWith(says, StringComparison.Ordinal));
    }

    private static void Same(JsonObject? found, JsonObject expected) =>
        JsonNode.DeepEquals(found, expected).ShouldBeTrue($"{found?.ToJsonString()} instead of {expected.ToJsonString()}");

    private static FormCollection Posted(params (string Name, string Value)[] fields) =>
        new(fields.GroupBy(f => f.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new StringValues([.. g.Select(f => f.Value)])));
}
