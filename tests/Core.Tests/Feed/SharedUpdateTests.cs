using System.Text;
using Maintenance.Core.Feed;

namespace Maintenance.Core.Tests.Feed;

/// <summary>Updates for other processes: docs/formats/assessments-v1.md.</summary>
public sealed class SharedUpdateTests
{
    private static readonly SharedUpdate Update = new(SharedUpdate.Current, "a", new AssetUpdate
    {
        Asset = "D1",
        Region = "north",
        EventTimeUnixMicros = 1,
        ReceivedUnixMicros = 2,
        HealthIndex = float.NaN,
        Grade = "",
        FailureMode = "none",
        FailureProbability = 0.25f,
        DrillingState = "drilling",
        Channels = [1, 2],
        Means = [118.5f, float.NaN],
        Minima = [float.NegativeInfinity, 0],
        Maxima = [float.MaxValue, 1e-9f],
    });

    [Fact]
    public void What_is_written_is_read_again_missing_numbers_included()
    {
        var read = SharedUpdate.Decode(Update.Encode()).ShouldNotBeNull();
        read.Sender.ShouldBe("a");
        read.Update.ShouldBe(Update.Update with
        {
            Channels = read.Update.Channels,
            Means = read.Update.Means,
            Minima = read.Update.Minima,
            Maxima = read.Update.Maxima
        });
        read.Update.Channels.ShouldBe(Update.Update.Channels);
        read.Update.Means.ShouldBe(Update.Update.Means);
        read.Update.Minima.ShouldBe(Update.Update.Minima);
        read.Update.Maxima.ShouldBe(Update.Update.Maxima);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"version\":1,\"sender\":\"a\"}")]
    [InlineData("{\"version\":1,\"sender\":\"a\",\"update\":{}}")]
    [InlineData("\u0000\u0001")]
    public void What_is_no_update_is_passed_over(string text) => SharedUpdate.Decode(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    [Fact]
    public void A_later_version_is_passed_over() => (SharedUpdate.Decode((Update with { Version = 2 }).Encode())).ShouldBeNull();
}
