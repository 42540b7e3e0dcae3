using System.Globalization;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Time;

public sealed class WeeklyHoursTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Oslo", "America/Sao_Paulo", "Asia/Riyadh", "America/Chicago", "Asia/Kolkata"];

    [Theory]
    [InlineData("2026-07-03T19:59:59Z", false)]
    [InlineData("2026-07-03T20:00:00Z", true)] // 22:00 in summer
    [InlineData("2026-07-04T03:59:59Z", true)] // Saturday, but of Friday's night
    [InlineData("2026-07-04T04:00:00Z", false)]
    [InlineData("2026-07-04T20:30:00Z", false)]
    [InlineData("2026-12-04T20:30:00Z", false)] // 21:30 in winter
    public void Hours_over_midnight_are_those_of_the_day_on_which_they_begin(string time, bool isIn) =>
        new WeeklyHours("Europe/Oslo", [DayOfWeek.Friday], new(22, 0), new(6, 0)).Contains(At(time)).ShouldBe(isIn);

    [Theory]
    [InlineData("02:30", "08:00", "2026-03-29T01:00:00Z", "2026-03-29T06:00:00Z")] // skipped: begins when the clocks skip it
    [InlineData("02:30", "08:00", "2026-10-25T00:30:00Z", "2026-10-25T07:00:00Z")] // twice: the first time, and one stretch
    [InlineData("01:00", "02:30", "2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z")]
    public void Hours_are_one_stretch_when_the_clocks_change(string from, string until, string start, string end)
    {
        var hours = new WeeklyHours("Europe/Oslo", [], TimeOnly.Parse(from, CultureInfo.InvariantCulture),
            TimeOnly.Parse(until, CultureInfo.InvariantCulture));
        hours.Contains(At(start) - 1).ShouldBeFalse();
        for (var time = At(start); time < At(end); time += 60 * UnixMicros.PerSecond) hours.EndOf(time).ShouldBe(At(end));
        hours.Contains(At(end)).ShouldBeFalse();
    }

    [Fact]
    public void Hours_that_the_clocks_skip_are_none_and_hours_without_an_end_contain_every_time()
    {
        var skipped = new WeeklyHours("Europe/Oslo", [DayOfWeek.Sunday], new(2, 10), new(2, 50));
        skipped.Contains(At("2026-03-29T01:00:00Z")).ShouldBeFalse();
        skipped.Contains(At("2026-04-05T00:20:00Z")).ShouldBeTrue();
        var always = new WeeklyHours("UTC", [], new(8, 0), new(8, 0));
        for (var hour = 0; hour < 1000; hour++) always.Contains(hour * 3600 * UnixMicros.PerSecond).ShouldBeTrue();
        always.EndOf(0).ShouldBeGreaterThan(0);
    }

    /// <summary>In any order of asking, what a clock on the wall and a calendar say, but for the day on which the clocks change.</summary>
    [Fact]
    public void A_clock_on_the_wall_says_the_same()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var (name, days) = (Zones[random.Next(Zones.Length)],
                Enum.GetValues<DayOfWeek>().Where(_ => random.Next(2) == 0).ToArray());
            var (from, until) = (Time(random), Time(random));
            var (hours, zone) = (new WeeklyHours(name, days, from, until), TimeZoneInfo.FindSystemTimeZoneById(name));
            var start = At("2026-01-01T00:00:00Z");
            for (var i = 0; i < 500; i++)
            {
                var time = start + (random.NextInt64(365L * 24 * 60) * 60 * UnixMicros.PerSecond);
                var (utc, local) = (UnixMicros.ToUtc(time), TimeZoneInfo.ConvertTimeFromUtc(UnixMicros.ToUtc(time), zone));
                if (zone.GetUtcOffset(utc.AddDays(-1)) != zone.GetUtcOffset(utc.AddDays(1))) continue;
                hours.Contains(time).ShouldBe(OnTheWall(days, from, until, local), $"seed {seed}: {name} {utc:O}");
            }
        }

        static TimeOnly Time(Random random) => new(random.Next(24), random.Next(4) * 15);
    }

    private static bool OnTheWall(DayOfWeek[] days, TimeOnly from, TimeOnly until, DateTime local)
    {
        var (now, day) = (TimeOnly.FromDateTime(local), local.DayOfWeek);
        if (from < until) return IsOn(day) && now >= from && now < until;
        return (IsOn(day) && now >= from) || (IsOn((DayOfWeek)(((int)day + 6) % 7)) && now < until);

        bool IsOn(DayOfWeek asked) => days.Length == 0 || days.Contains(asked);
    }

    private static long At(string text) => UnixMicros.Of(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
}
