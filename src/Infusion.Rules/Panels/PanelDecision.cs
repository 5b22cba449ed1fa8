using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Panels;

/// <summary>What the rooms say of one patient of a panel: the same as each of them says of that patient alone.</summary>
/// <remarks>
/// <para>While information is missing, an outcome is the most cautious of the possible ones, and its verdict says which others are. For the
/// reasons, the questions and the document, ask the room about <see cref="Panel.Patients"/>.</para>
/// <para><c>default</c> was made by no rules: it <see cref="IsDefault"/>, and its outcomes mean nothing. Equality is by all parts. Immutable.</para>
/// </remarks>
public record struct PanelDecision
{
    private int _eligibility;
    private int _eligibilityFindings;
    private int _protocol;
    private int _fasting;
    private int _response;
    private int _fee;
    private int _maintenance;
    private int _maintenanceFindings;
    private Instant _earliest;
    private MaintenanceWindow _window;
    private FeeRules.AddedCharge? _charge;

    /// <summary>Whether this is the meaningless default value.</summary>
    public readonly bool IsDefault => _eligibility == 0;

    /// <summary>Whether the facts settle every outcome; the findings beside them may still be open.</summary>
    /// <remarks>Invalid when the facts of one room contradict each other, and for the default value, which no rules made.</remarks>
    public readonly DecisionStatus Status
    {
        get
        {
            var status = IsDefault ? DecisionStatus.Invalid : DecisionStatus.Determined;
            foreach (int packed in (ReadOnlySpan<int>)[_eligibility, _protocol, _fasting, _response, _fee, _maintenance])
            {
                DecisionStatus room = DecisionDocument.StatusOf(Verdict.FromPacked(packed));
                status = room > status ? room : status;
            }

            return status;
        }
    }

    /// <summary>Where the patient stands before a first infusion.</summary>
    public readonly EligibilityOutcome Eligibility => (EligibilityOutcome)EligibilityVerdict.MostCautious;

    /// <summary>The possible and the certain standings.</summary>
    public readonly Verdict EligibilityVerdict => Verdict.FromPacked(_eligibility);

    /// <summary>The possible and the certain findings beside it, as bits by <see cref="EligibilityFinding"/>.</summary>
    public readonly Verdict EligibilityFindings => Verdict.FromPacked(_eligibilityFindings);

    /// <summary>Whether the page names a protocol.</summary>
    public readonly ProtocolChoiceOutcome Protocol => (ProtocolChoiceOutcome)ProtocolVerdict.MostCautious;

    /// <summary>The possible and the certain protocol outcomes.</summary>
    public readonly Verdict ProtocolVerdict => Verdict.FromPacked(_protocol);

    /// <summary>The fast, judged against the appointment.</summary>
    public readonly FastingOutcome Fasting => (FastingOutcome)FastingVerdict.MostCautious;

    /// <summary>The possible and the certain outcomes of the fast.</summary>
    public readonly Verdict FastingVerdict => Verdict.FromPacked(_fasting);

    /// <summary>The earliest appointment the recorded intakes allow; arithmetic only.</summary>
    /// <remarks><c>null</c> when a recorded intake has no kind or time, or none is recorded, as in <see cref="FastingDecision.EarliestAppointment"/>.</remarks>
    public readonly Instant? EarliestAppointment => _earliest == Instant.MinValue ? null : _earliest;

    /// <summary>The response on the instrument.</summary>
    public readonly InstrumentOutcome Response => (InstrumentOutcome)ResponseVerdict.MostCautious;

    /// <summary>The possible and the certain outcomes of the response.</summary>
    public readonly Verdict ResponseVerdict => Verdict.FromPacked(_response);

    /// <summary>Whether the appointment costs a fee.</summary>
    public readonly CancellationFeeOutcome Fee => (CancellationFeeOutcome)FeeVerdict.MostCautious;

    /// <summary>The possible and the certain outcomes of the fee.</summary>
    public readonly Verdict FeeVerdict => Verdict.FromPacked(_fee);

    /// <summary>What the library adds to the patient's charges; zero unless the fee is certain.</summary>
    /// <remarks><c>null</c> only for a charged share of a price that was not given. Exact, not rounded.</remarks>
    public readonly Money? FeeAmount => _charge?.Amount;

    /// <summary>What the date asked about means for maintenance.</summary>
    public readonly MaintenanceOutcome Maintenance => (MaintenanceOutcome)MaintenanceVerdict.MostCautious;

    /// <summary>The possible and the certain outcomes of maintenance.</summary>
    public readonly Verdict MaintenanceVerdict => Verdict.FromPacked(_maintenance);

    /// <summary>The possible and the certain findings for the clinician, as bits by <see cref="MaintenanceFinding"/>.</summary>
    public readonly Verdict MaintenanceFindings => Verdict.FromPacked(_maintenanceFindings);

    /// <summary>The dates on which the next infusion fits, both included.</summary>
    /// <remarks><c>null</c> unless the course is in maintenance, and while the date it counts from is not known.</remarks>
    public readonly MaintenanceWindow? Window => _window.Latest < _window.Earliest ? null : _window;

    /// <summary>Writes the outcomes.</summary>
    /// <returns>"Candidate, Named, Compliant, Responder, NoFee, InWindow".</returns>
    public override readonly string ToString() => IsDefault ? "no decision" : $"{Eligibility}, {Protocol}, {Fasting}, {Response}, {Fee}, {Maintenance}";

    // A room at a time is written for many patients, in place: the processor holds one room's columns, not all of them.
    internal static void SetEligibility(Span<PanelDecision> decisions, ReadOnlySpan<int> verdicts, ReadOnlySpan<int> findings)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision decision = ref decisions[index];
            decision._eligibility = verdicts[index];
            decision._eligibilityFindings = findings[index];
        }
    }

    internal static void SetProtocol(Span<PanelDecision> decisions, ReadOnlySpan<int> verdicts)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            decisions[index]._protocol = verdicts[index];
        }
    }

    internal static void SetFasting(Span<PanelDecision> decisions, ReadOnlySpan<int> verdicts, ReadOnlySpan<Instant> earliest)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision decision = ref decisions[index];
            decision._fasting = verdicts[index];
            decision._earliest = earliest[index];
        }
    }

    internal static void SetResponse(Span<PanelDecision> decisions, ReadOnlySpan<int> verdicts)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            decisions[index]._response = verdicts[index];
        }
    }

    internal static void SetFee(Span<PanelDecision> decisions, int from, FeeRules.Columns.Run fee, ReadOnlySpan<int> verdicts, ReadOnlySpan<int> places)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision decision = ref decisions[index];
            decision._fee = verdicts[index];
            FeeRules.AddedCharge charge = fee.ChargeOf(from + index, decision._fasting, places[index]);
            if (!ReferenceEquals(decision._charge, charge))
            {
                decision._charge = charge;
            }
        }
    }

    internal static void SetMaintenance(
        Span<PanelDecision> decisions, int from, MaintenanceRules.Columns.Run maintenance, ReadOnlySpan<int> verdicts, ReadOnlySpan<int> findings,
        ReadOnlySpan<int> windows)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision decision = ref decisions[index];
            decision._maintenance = verdicts[index];
            decision._maintenanceFindings = findings[index];
            decision._window = maintenance.WindowOf(from + index, windows[index]);
        }
    }
}
