using Infusion.Rules.Clinic;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>Consultation and eligibility as the clinic's page publishes them.
/// It names no contraindication, so there are no screens.</summary>
internal static class PublishedEligibility
{
    public static EligibilityPolicy Policy => new()
    {
        Conditions =
        [
            // R03: the page's "CRPS" may be either type; RSD is type I; type II (causalgia) counts by the syndrome's name.
            Pain("crps", "Complex regional pain syndrome", ["complex regional pain syndrome (CRPS)"], "R02", "R03"),
            Pain("crps-type-1", "Complex regional pain syndrome type I",
                [
                    "RSD", "reflex sympathetic dystrophy", "CRPS type I", "CRPS type 1", "CRPS I", "complex regional pain syndrome I",
                    "complex regional pain syndrome type 1",
                ],
                "R02", "R03"),
            Pain("crps-type-2", "Complex regional pain syndrome type II",
                [
                    "causalgia", "CRPS type II", "CRPS type 2", "CRPS II", "complex regional pain syndrome II",
                    "complex regional pain syndrome type 2",
                ],
                "R03") with { IsListedBySyndromeName = true },
            Pain(
                "chronic-back-pain", "Chronic back pain", ["back pain", "low back pain", "chronic low back pain"],
                "R04") with { IsOnlyListedWhenChronic = true },
            Pain("chronic-neck-pain", "Chronic neck pain", ["neck pain", "cervicalgia"], "R04") with { IsOnlyListedWhenChronic = true },
            Pain(
                "migraine", "Migraine", ["migraines", "migraine headache", "migraine headaches"], "R02", "R05", "R10", "C12",
                "C15") with { IsAlsoListedUnderOther = true },
            Pain("fibromyalgia", "Fibromyalgia", [], "R02", "R05", "R10", "C12", "C15") with { IsAlsoListedUnderOther = true },
            Mind("major-depression", "Major depression", "major depressive disorder", "MDD"),
            Mind("postpartum-depression", "Postpartum depression", "postnatal depression"),
            Mind("anxiety", "Anxiety", "anxiety disorder", "generalized anxiety disorder"),
            Mind("ptsd", "Post-traumatic stress disorder", "posttraumatic stress disorder", "post traumatic stress disorder"),
            new(
                "cluster-headache", "Cluster headache", ConditionCategory.Headache, Provenance.Published,
                ["R10", "C12"]) { Aliases = ["cluster headaches"] },
        ],
        ChronicMonths = 3,
        Stated = StatedParameters.None.With("chronicMonths", new(Provenance.Literature, ["iasp-chronic-pain"])),
        ConsultationMode = ConsultationMode.Phone,
        ConsultationSlot = Duration.FromMinutes(15),
        ConsultationPrice = Money.Usd(0),
        AsksForPriorTherapy = true,
        AcceptedRoles = [ClinicianRole.Physician],
    };

    private static ListedCondition Pain(string id, string name, string[] aliases, params string[] citations) =>
        new(id, name, ConditionCategory.Pain, Provenance.Published, citations) { Aliases = [.. aliases] };

    private static ListedCondition Mind(string id, string name, params string[] aliases) =>
        new(id, name, ConditionCategory.MentalHealth, Provenance.Published, ["R10"]) { Aliases = [.. aliases] };
}
