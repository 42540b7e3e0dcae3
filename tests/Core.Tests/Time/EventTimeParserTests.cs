using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Time;

public sealed class EventTimeParserTests
{
    private const long Noon = 1_777_896_000_000_000; // 2026-05-04T12:00:00Z

    [Theory]
    [InlineData("1777896000", Noon)]
    [InlineData("1777896000000", Noon)]
    [InlineData("1777896000000000", Noon)]
    [InlineData("1777896000000000000", Noon)]
    [InlineData(" 1777896000.5 ", Noon + 500_000)]
    [InlineData("2026-05-04T12:00:00Z", Noon)]
    [InlineData("2026-05-04T14:00+02:00", Noon)]
    [InlineData("2026-05-04 12:00", Noon)]
    [InlineData("2026-05-04", Noon - 43_200_000_000)]
    public void A_parameter_is_ISO_8601_or_a_Unix_number_of_any_unit(string text, long micros)
    {
        EventTimeParser.TryFromParameter(text, out var found).ShouldBeTrue();
        found.ShouldBe(micros);
    }

    [Theory]
    [InlineData("")]
    [InlineData("noon")]
    [InlineData("04/05/2026")]
    [InlineData("4 May 2026")]
    [InlineData("12:00")]
    [InlineData("2026-05-04T12:00:00 02:00")]
    [InlineData("2026-13-04")]
    [InlineData("1e30")]
    [InlineData("NaN")]
    public void What_would_have_to_be_guessed_is_no_time(string text) => EventTimeParser.TryFromParameter(text, out _).ShouldBeFalse();
}
