using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>The parts other clinics' policies are written with.</summary>
internal static class Parts
{
    public static ClinicPolicy Published => ClinicPolicy.VirginiaInfusionTherapies;

    /// <summary>The sections a clinic starts from.</summary>
    public static ClinicPolicy Numbers => Handbook.Numbers;

    public static IntakeKind Kind(string id, string name, params IntakeLimit[] limits) =>
        new(
            id, $"fasting.{id}", name, limits, Provenance.ClinicPolicy, ["clinic-policy"],
            id == "clear-liquid" ? AsaKind.ClearLiquid : null);

    public static IntakeLimit Hours(double hours) => new IntakeLimit.Window(Duration.FromHours(hours));

    public static IntakeLimit AroundHours(int hours) => new IntakeLimit.Window(Duration.FromHours(hours), Duration.FromHours(hours));

    public static FastingPolicy FastingOf(params IntakeKind[] kinds) => new() { Kinds = [.. kinds], OralMedicineWindow = Duration.Zero };

    public static InfusionProtocol Protocol(string id, int minutes) => new()
    {
        Id = new(id),
        PlannedDuration = Duration.FromMinutes(minutes),
        Serves =
        [
            new(ConditionCategory.Pain, Provenance.ClinicPolicy, ["clinic-policy"]),
            new(ConditionCategory.MentalHealth, Provenance.ClinicPolicy, ["clinic-policy"]),
        ],
        Provenance = Provenance.ClinicPolicy,
        Citations = ["clinic-policy"],
    };

    public static ProtocolPolicy ProtocolsOf(params InfusionProtocol[] protocols) => new()
    {
        Protocols = [.. protocols],
        OfferedRoutes = [InfusionRoute.Intravenous],
    };

    public static FeePolicy FeesOf(Money fastingCancellation) => new()
    {
        FastingCancellation = fastingCancellation,
        Referral = new() { Credit = fastingCancellation.Zero() },
    };

    public static FeeCharge Flat(Money amount) => new FeeCharge.Flat(amount);

    public static FeeCharge Percent(decimal percent) => new FeeCharge.PercentOfPrice(percent);

    public static LocalTime Time(int hour, int minute = 0) => new(hour, minute);
}
