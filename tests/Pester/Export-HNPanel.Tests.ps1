BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/madeEX -Images 5 -Size 96 -Seed 2
}

Describe 'Export-HNPanel' {
    It 'writes one panel for each object, named by rank, id and Dice' {
        $files = $made | Measure-HNMask | Sort-Object Dice | Select-Object -First 3 | Export-HNPanel -Destination TestDrive:/worst
        $files | Should -HaveCount 3
        $files[0].Name | Should -Match '^01_\d{4}_\d_dice\d\.\d{3}\.png$'
        [System.IO.File]::ReadAllBytes($files[0].FullName)[1..3] | Should -Be 80, 78, 71
    }

    It 'finds the run of objects that only name it' {
        $made | Get-HNImageScore | Select-Object Run, ImageId | Export-HNPanel TestDrive:/named -InputRun $made | Should -HaveCount 5
        { $made | Get-HNImageScore | Select-Object Run, ImageId | Export-HNPanel TestDrive:/lost -ErrorAction Stop } | Should -Throw -ErrorId 'RunNotFound*'
    }

    It 'warns about images without a photograph' {
        $null = Import-HNRun $SampleRun | Get-HNZeroDice -WarningAction Ignore | Where-Object Listed | Select-Object -First 4 |
            Export-HNPanel TestDrive:/dark -Layout Triptych -MissingGroundTruth Empty -WarningVariable said -WarningAction SilentlyContinue
        $said.Message | Should -Match 'have no photograph'
    }

    It 'completes layouts' {
        $line = 'Export-HNPanel x -Layout '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be Agreement, ContactSheet, Crop, Grid, LabReport, Triptych
    }
}
