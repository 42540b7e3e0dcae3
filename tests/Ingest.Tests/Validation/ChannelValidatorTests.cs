using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Validation;

namespace Maintenance.Ingest.Tests.Validation;

public sealed class ChannelValidatorTests
{
    [Fact]
    public void Vectorised_validation_equals_the_scalar_one_bit_for_bit()
    {
        var random = new Random(7);
        float[] special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -500, 2000, MathF.BitDecrement(-500),
            MathF.BitIncrement(2000), 0, -0f, float.Epsilon, float.MaxValue];
        for (var round = 0; round < 2000; round++)
        {
            var values = new float[random.Next(0, 70)];
            for (var i = 0; i < values.Length; i++)
                values[i] = random.Next(10) < 2 ? special[random.Next(special.Length)] : random.NextSingle() * 1000;
            var expected = (float[])values.Clone();

            var quality = ChannelValidator.Validate(values, -500, 2000);

            quality.ShouldBe(ChannelValidator.ValidateScalar(expected, -500, 2000));
            values.Select(BitConverter.SingleToInt32Bits).ShouldBe(expected.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void Own_channels_take_every_finite_number()
    {
        float[] values = [float.MaxValue, float.MinValue, 0, float.PositiveInfinity];

        ChannelValidator.Validate(values, float.MinValue, float.MaxValue).ShouldBe(ChannelQuality.NotFinite);
        values[..3].ShouldBe([float.MaxValue, float.MinValue, 0]);
    }
}
