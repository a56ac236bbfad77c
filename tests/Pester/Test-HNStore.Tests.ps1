BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $examples = Split-Path $SampleRun
    $store = (Convert-Path TestDrive:/) + '/runs.db'
    Save-HNRun $examples/v6EX, $examples/v7EX -Store $store | Out-Null
}

Describe 'Test-HNStore' {
    It 'finds everything sound after saving' {
        $checks = Test-HNStore -Store $store
        $checks.Sound | Should -Not -Contain $false
        $checks[0].Part | Should -Be File
        ($checks | Where-Object Part -EQ Run).Run | Should -Be v6EX, v7EX
        Test-HNStore -Store $store -Quiet | Should -BeTrue
    }

    It 'looks at the runs that are named' {
        (Test-HNStore v7* -Store $store | Where-Object Run).Run | Should -Be v7EX
        Test-HNStore v0EX -Store $store -ErrorVariable faults -ErrorAction SilentlyContinue | Where-Object Run | Should -BeNullOrEmpty
        $faults.FullyQualifiedErrorId | Should -BeLike 'RunNotFound*'
        Test-HNStore v0EX -Store $store -Quiet -ErrorAction Ignore | Should -BeFalse
    }

    It 'answers for a file that is no store, and refuses one that is not there' {
        'no store' | Set-Content TestDrive:/other.db
        $check = Test-HNStore -Store TestDrive:/other.db
        $check.Sound | Should -BeFalse
        $check.Advice | Should -Match 'Save-HNRun -Store NEW'
        Test-HNStore -Store TestDrive:/other.db -Quiet | Should -BeFalse
        { Test-HNStore -Store TestDrive:/none.db -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotFound*'
    }

    It 'gives an answer that saves what is left' {
        $copy = (Convert-Path TestDrive:/) + '/copy.db'
        New-HNSampleRun TestDrive:/madeEX -Images 4 -Size 48 | Measure-HNMask | Save-HNRun -Store $store | Out-Null
        Get-HNRun -AllRevision -Store $store | Save-HNRun -Store $copy | Out-Null
        Get-HNRun -Measurement -Store $store | Save-HNRun -Store $copy | Out-Null
        Test-HNStore -Store $copy | ForEach-Object { "$($_.Run) $($_.Part) $($_.Rows) $($_.Sound)" } |
            Should -Be (Test-HNStore -Store $store | ForEach-Object { "$($_.Run) $($_.Part) $($_.Rows) $($_.Sound)" })
    }
}
