using System.Runtime.CompilerServices;
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
public readonly record struct PanelDecision
{
#pragma warning disable CS0649 // written in place only, by PartsOf
    private readonly Parts _parts;
#pragma warning restore CS0649

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _parts.Eligibility == 0;

    /// <summary>Whether the facts settle every outcome; the findings beside them may still be open.</summary>
    /// <remarks>Invalid when the facts of one room contradict each other, and for the default value, which no rules made.</remarks>
    public DecisionStatus Status
    {
        get
        {
            var status = IsDefault ? DecisionStatus.Invalid : DecisionStatus.Determined;
            foreach (int packed in (ReadOnlySpan<int>)[_parts.Eligibility, _parts.Protocol, _parts.Fasting, _parts.Response, _parts.Fee, _parts.Maintenance])
            {
                DecisionStatus room = DecisionDocument.StatusOf(Verdict.FromPacked(packed));
                status = room > status ? room : status;
            }

            return status;
        }
    }

    /// <summary>Where the patient stands before a first infusion.</summary>
    public EligibilityOutcome Eligibility => (EligibilityOutcome)EligibilityVerdict.MostCautious;

    /// <summary>The possible and the certain standings.</summary>
    public Verdict EligibilityVerdict => Verdict.FromPacked(_parts.Eligibility);

    /// <summary>The possible and the certain findings beside it, as bits by <see cref="EligibilityFinding"/>.</summary>
    public Verdict EligibilityFindings => Verdict.FromPacked(_parts.EligibilityFindings);

    /// <summary>Whether the page names a protocol.</summary>
    public ProtocolChoiceOutcome Protocol => (ProtocolChoiceOutcome)ProtocolVerdict.MostCautious;

    /// <summary>The possible and the certain protocol outcomes.</summary>
    public Verdict ProtocolVerdict => Verdict.FromPacked(_parts.Protocol);

    /// <summary>The fast, judged against the appointment.</summary>
    public FastingOutcome Fasting => (FastingOutcome)FastingVerdict.MostCautious;

    /// <summary>The possible and the certain outcomes of the fast.</summary>
    public Verdict FastingVerdict => Verdict.FromPacked(_parts.Fasting);

    /// <summary>The earliest appointment the recorded intakes allow; arithmetic only.</summary>
    /// <remarks><c>null</c> when a recorded intake has no kind or time, or none is recorded, as in <see cref="FastingDecision.EarliestAppointment"/>.</remarks>
    public Instant? EarliestAppointment => _parts.HasEarliest ? _parts.Earliest : null;

    /// <summary>The response on the instrument.</summary>
    public InstrumentOutcome Response => (InstrumentOutcome)ResponseVerdict.MostCautious;

    /// <summary>The possible and the certain outcomes of the response.</summary>
    public Verdict ResponseVerdict => Verdict.FromPacked(_parts.Response);

    /// <summary>Whether the appointment costs a fee.</summary>
    public CancellationFeeOutcome Fee => (CancellationFeeOutcome)FeeVerdict.MostCautious;

    /// <summary>The possible and the certain outcomes of the fee.</summary>
    public Verdict FeeVerdict => Verdict.FromPacked(_parts.Fee);

    /// <summary>What the library adds to the patient's charges; zero unless the fee is certain.</summary>
    /// <remarks><c>null</c> only for a charged share of a price that was not given, and for the default value. Exact, not rounded.</remarks>
    public Money? FeeAmount => _parts.Charge?.Amount;

    /// <summary>What the date asked about means for maintenance.</summary>
    public MaintenanceOutcome Maintenance => (MaintenanceOutcome)MaintenanceVerdict.MostCautious;

    /// <summary>The possible and the certain outcomes of maintenance.</summary>
    public Verdict MaintenanceVerdict => Verdict.FromPacked(_parts.Maintenance);

    /// <summary>The possible and the certain findings for the clinician, as bits by <see cref="MaintenanceFinding"/>.</summary>
    public Verdict MaintenanceFindings => Verdict.FromPacked(_parts.MaintenanceFindings);

    /// <summary>The dates on which the next infusion fits, both included.</summary>
    /// <remarks><c>null</c> unless the course is in maintenance, while the date it counts from is not known, and where maintenance is on demand and
    /// no clinician has set an interval.</remarks>
    public MaintenanceWindow? Window => _parts.HasWindow ? _parts.Window : null;

    /// <summary>Writes the outcomes.</summary>
    /// <returns>"Candidate, Named, Compliant, Responder, NoFee, InWindow".</returns>
    public override string ToString() => IsDefault ? "no decision" : $"{Eligibility}, {Protocol}, {Fasting}, {Response}, {Fee}, {Maintenance}";

    /// <summary>What a decision is made of, to be written room by room where it stands.</summary>
    /// <remarks>To build a whole decision and copy it there costs more than the rooms take to decide.</remarks>
    internal static ref Parts PartsOf(ref PanelDecision decision) => ref Unsafe.As<PanelDecision, Parts>(ref decision);

    /// <summary>Everything a decision holds; verdicts are packed.</summary>
    internal record struct Parts
    {
        public int Eligibility;
        public int EligibilityFindings;
        public int Protocol;
        public int Fasting;
        public int Response;
        public int Fee;
        public int Maintenance;
        public int MaintenanceFindings;
        public bool HasEarliest;
        public bool HasWindow;
        public Instant Earliest;
        public MaintenanceWindow Window;
        public FeeRules.AddedCharge? Charge;
    }
}
