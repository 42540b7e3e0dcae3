using Maintenance.Core.Telemetry;

namespace Maintenance.Core.Tests.Telemetry;

public sealed class DeadLetterCodecV1Tests
{
    private static readonly DeadLetterRecord Letter = new()
    {
        ReceivedUnixMicros = 1_700_000_000_000_001,
        Reason = DeadLetterReason.TimeAhead,
        Detail = "event time 2099-01-01T00:00:00Z is 26,000 days ahead · expected at most 5 min",
        Asset = "NO-GRANE-RIG2-D1",
        Source = "mqtt maintenance/v1/north-sea/grane/rig2/NO-GRANE-RIG2-D1/telemetry/json",
        Sequenced = true,
        Epoch = 7,
        Sequence = 41,
        Readings = 3,
        PayloadBytes = 4,
        Payload = new byte[] { 1, 2, 3, 4 },
    };

    [Fact]
    public void Letter_survives_the_round_trip()
    {
        DeadLetterCodecV1.TryDecode(DeadLetterCodecV1.Encode(Letter), out var back).ShouldBeTrue();

        back.Payload.ToArray().ShouldBe(Letter.Payload.ToArray());
        (back with { Payload = Letter.Payload }).ShouldBe(Letter);
    }

    [Fact]
    public void Any_cut_and_any_flipped_bit_is_refused()
    {
        var bytes = DeadLetterCodecV1.Encode(Letter);
        for (var length = 0; length < bytes.Length; length++) DeadLetterCodecV1.TryDecode(bytes.AsSpan(0, length), out _).ShouldBeFalse();
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            DeadLetterCodecV1.TryDecode(flipped, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void Long_texts_are_cut_at_a_character_and_long_payloads_to_their_beginning()
    {
        var bytes = DeadLetterCodecV1.Encode(Letter
            with
        { Detail = "x" + new string('ø', 2000), Payload = new byte[100_000], PayloadBytes = 100_000 });

        DeadLetterCodecV1.TryDecode(bytes, out var back).ShouldBeTrue();
        back.Detail.ShouldBe("x" + new string('ø', 511));
        back.Payload.Length.ShouldBe(DeadLetterCodecV1.MaxKeptPayloadBytes);
        back.PayloadBytes.ShouldBe(100_000);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(89, false)]
    public void Whatever_is_decoded_can_be_encoded_again(byte assetLength, bool decodes)
    {
        // The source gives the asset the characters it has too many.
        var bytes = DeadLetterCodecV1.Encode(Letter with { Asset = new string('A', 64), Source = new string('s', 40) });
        (bytes[6], bytes[36]) = (assetLength, (byte)(40 - (assetLength - 64)));
        TelemetryCodecV1.Seal(bytes);

        DeadLetterCodecV1.TryDecode(bytes, out var back).ShouldBe(decodes);
        if (back is not null) DeadLetterCodecV1.Encode(back).ShouldBe(bytes);
    }

    [Fact]
    public void Every_reason_has_a_text_of_its_own() =>
        Enum.GetValues<DeadLetterReason>().Select(DeadLetterReasons.Text).Distinct()
            .Count(t => !t.StartsWith("reason-", StringComparison.Ordinal) && t.Length > 0)
            .ShouldBe(Enum.GetValues<DeadLetterReason>().Length);
}
