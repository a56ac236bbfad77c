@{
    # No root module: PowerShell loads that before anything else, and the loader must come first. It takes the copy of engine and
    # cmdlets that is precompiled for this system, where there is one.
    NestedModules          = @('bin/HybridNet.Loader.dll', 'bin/HybridNet.PowerShell.dll')
    ModuleVersion          = '0.1.0'
    GUID                   = '6f1d2b0e-5b0a-4e6c-9d0e-3a7c64c1b7a2'
    Author                 = 'The HybridNet.PowerShell authors'
    CompanyName            = 'The HybridNet.PowerShell authors'
    Copyright              = 'MIT licence'
    Description            = 'Finds out why a medical segmentation model fails: run folders, masks and probability maps as objects in a pipeline, and the audits that say what the numbers hide.'
    PowerShellVersion      = '7.6'
    CompatiblePSEditions   = @('Core')
    FormatsToProcess       = @(
        'views/Comparison.Format.ps1xml'
        'views/Diagnosis.Format.ps1xml'
        'views/PostProcessing.Format.ps1xml'
        'views/Masks.Format.ps1xml'
        'views/Protocols.Format.ps1xml'
        'views/Runs.Format.ps1xml'
        'views/Store.Format.ps1xml'
        'views/Why.Format.ps1xml'
    )
    TypesToProcess         = @('HybridNet.PowerShell.Types.ps1xml')
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Compare-HNProtocol'
        'Compare-HNRun'
        'Export-HNChart'
        'Export-HNMask'
        'Export-HNPanel'
        'Export-HNReport'
        'Export-HNSampleWeight'
        'Export-HNScore'
        'Find-HNCause'
        'Find-HNLabelFault'
        'Get-HNEpoch'
        'Get-HNImageScore'
        'Get-HNLesion'
        'Get-HNRun'
        'Get-HNSplit'
        'Get-HNZeroDice'
        'Import-HNMark'
        'Import-HNRun'
        'Invoke-HNNightly'
        'Measure-HNConfusion'
        'Measure-HNFroc'
        'Measure-HNLoss'
        'Measure-HNMask'
        'Measure-HNPower'
        'Measure-HNRanking'
        'Measure-HNReader'
        'Measure-HNScore'
        'Measure-HNThreshold'
        'Measure-HNTraining'
        'Merge-HNProbability'
        'New-HNSampleRun'
        'Optimize-HNPostProcess'
        'Remove-HNRun'
        'Resolve-HNImage'
        'Save-HNRun'
        'Select-HNOutlier'
        'Select-HNThreshold'
        'Show-HNChart'
        'Show-HNPanel'
        'Test-HNClaim'
        'Test-HNRegression'
        'Test-HNRun'
        'Test-HNStore'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'CHANGELOG.md in the module folder lists what changed, and which names of earlier versions still work.'
            Tags         = @('Segmentation', 'MedicalImaging', 'Metrics', 'Dice', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
